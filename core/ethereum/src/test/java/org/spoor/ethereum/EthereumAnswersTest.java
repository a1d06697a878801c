package org.spoor.ethereum;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spoor.endpoint.Call;
import tools.jackson.databind.ObjectMapper;

final class EthereumAnswersTest {

  private static Optional<String> fault(String method, String answer) {
    Call call = new Call(method, List.of("0x1"), true);
    return new EthereumAnswers().fault(call, new ObjectMapper().readTree(answer));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "eth_getBalance            | '\"-0x5\"'",
        "eth_getBalance            | '[]'",
        "eth_call                  | '\"<html>\"'",
        "eth_getTransactionByHash  | '{\"hash\":\"0x2\"}'",
        "eth_getTransactionReceipt | '{\"transactionHash\":\"0x2\"}'",
        "eth_getBlockByNumber      | '{\"number\":\"0x2\"}'",
        "trace_transaction         | '[{\"transactionHash\":\"0x2\"}]'"
      })
  void fault_answerToSomethingElse_isTold(String method, String answer) {
    assertThat(fault(method, answer)).isPresent();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "eth_getBalance            | '\"0x5\"'",
        "eth_call                  | '\"0x\"'",
        "eth_getTransactionByHash  | '{\"hash\":\"0x1\"}'",
        "trace_transaction         | '[]'",
        "eth_getLogs               | '[]'"
      })
  void fault_answerToTheQuestion_isNone(String method, String answer) {
    assertThat(fault(method, answer)).isEmpty();
  }
}
