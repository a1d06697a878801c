package org.spoor.ethereum.explorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spoor.ethereum.parse.Movement;
import org.spoor.model.SpoorException;
import org.spoor.model.value.Address;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Chain;
import org.spoor.model.value.Coin;
import org.spoor.model.value.Outside;
import org.spoor.model.value.Party;
import org.spoor.model.value.Token;
import org.spoor.model.value.TxId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class ExplorerAnswerTest {

  private static final String HASH = "0x" + "7".repeat(64);
  private static final Address ANN = address("a");
  private static final Address BOB = address("b");
  private static final Address COIN = address("c");

  @Test
  void of_transactions_areRows() {
    assertThat(
            row(
                ExplorerList.TRANSACTIONS,
                "'isError':'0','txreceipt_status':'1','to':'" + BOB + "'"))
        .isEqualTo(paid(ANN, BOB));
  }

  @Test
  void of_failedTransaction_movedNothing() {
    assertThat(row(ExplorerList.TRANSACTIONS, "'isError':'1','to':'" + BOB + "'").movement())
        .isEmpty();
    assertThat(
            row(ExplorerList.TRANSACTIONS, "'txreceipt_status':'0','to':'" + BOB + "'").movement())
        .isEmpty();
  }

  @Test
  void of_transactionFromBeforeByzantium_hasNoStatus() {
    assertThat(row(ExplorerList.TRANSACTIONS, "'txreceipt_status':'','to':'" + BOB + "'"))
        .isEqualTo(paid(ANN, BOB));
  }

  @Test
  void of_creation_goesToTheContract() {
    assertThat(
            row(ExplorerList.INTERNAL, "'type':'create','to':'','contractAddress':'" + BOB + "'"))
        .isEqualTo(paid(ANN, BOB));
  }

  @Test
  void of_internalCallsOfBlockscout_nameTheirTransactionOtherwise() {
    ExplorerAnswer answer =
        answer(
            ExplorerList.INTERNAL,
            "{'status':'1','message':'OK','result':[{'transactionHash':'%s','blockNumber':'12',"
                    .formatted(HASH)
                + "'from':'%s','to':'%s','value':'5','callType':'delegatecall'}]}"
                    .formatted(ANN, BOB));
    assertThat(answer)
        .isEqualTo(
            new ExplorerAnswer.Rows(
                List.of(
                    new ExplorerRow.Moved(new TxId(Chain.ETHEREUM, HASH), 12, Optional.empty()))));
  }

  @Test
  void of_tokens_areOfTheirContract() {
    assertThat(
            row(ExplorerList.TOKENS, "'to':'%s','contractAddress':'%s'".formatted(BOB, COIN))
                .movement())
        .contains(new Movement(ANN, BOB, new Token(COIN), Amount.of(5)));
  }

  @Test
  void of_nobody_isOutside() {
    Address nobody = address("0");
    assertThat(
            row(ExplorerList.TOKENS, "'to':'%s','contractAddress':'%s'".formatted(nobody, COIN))
                .movement())
        .contains(new Movement(ANN, Outside.BURN, new Token(COIN), Amount.of(5)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "No transactions found",
        "No internal transactions found",
        "No token transfers found"
      })
  void of_nothingFound_isAnEmptyList(String message) {
    assertThat(
            answer(
                ExplorerList.TOKENS,
                "{'status':'0','message':'%s','result':[]}".formatted(message)))
        .isEqualTo(new ExplorerAnswer.Rows(List.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Max rate limit reached, please use API Key for higher rate limit",
        "Max calls per sec rate limit reached (3/sec)",
        "Unexpected error, timeout or server too busy. Please try again later"
      })
  void of_askedTooOften_isTold(String result) {
    assertThat(ExplorerAnswer.later(json(refusal(result)))).contains("NOTOK: " + result);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Missing/Invalid API Key",
        "Too many invalid api key attempts, please try again later",
        "Max daily rate limit reached. 110000 (100%) of 100000 day/limit",
        "Missing or unsupported chainid parameter (required for v2 api)",
        "Free API access is not supported for this chain",
        "Error! Invalid address format"
      })
  void of_lastingRefusal_isTold(String result) {
    assertThat(answer(ExplorerList.TOKENS, refusal(result)))
        .isEqualTo(new ExplorerAnswer.Refusal("NOTOK: " + result));
    assertThat(ExplorerAnswer.later(json(refusal(result)))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Result window is too large, PageNo x Offset size must be less than or equal to 10000",
        "Query Timeout occured. Please select a smaller result dataset"
      })
  void of_tooMuchAtOnce_isTold(String result) {
    assertThat(answer(ExplorerList.TOKENS, refusal(result)))
        .isEqualTo(new ExplorerAnswer.TooLarge("NOTOK: " + result));
    assertThat(ExplorerAnswer.later(json(refusal(result)))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Error! Missing Or invalid Action name",
        "Unknown action",
        "Sorry, it looks like you are trying to access an API Pro endpoint."
      })
  void of_listThatIsNotThere_isTold(String result) {
    assertThat(answer(ExplorerList.WITHDRAWALS, refusal(result)))
        .isEqualTo(new ExplorerAnswer.Unlisted("NOTOK: " + result));
  }

  @Test
  void of_withdrawals_areCredits() {
    assertThat(
            answer(
                ExplorerList.WITHDRAWALS,
                "{'status':'1','message':'OK','result':[{'withdrawalIndex':'13','validatorIndex':'117823',"
                    + "'address':'%s','amount':'3402931175','blockNumber':'17034877','timestamp':'1681338599'}]}"
                        .formatted(ANN)))
        .isEqualTo(new ExplorerAnswer.Rows(List.of(new ExplorerRow.Credited(17_034_877))));
  }

  @Test
  void of_blocksMade_areCredits() {
    assertThat(
            answer(
                ExplorerList.BLOCKS,
                "{'status':'1','message':'OK','result':[{'blockNumber':'3462296','timeStamp':'1491118514',"
                    + "'blockReward':'5194770940000000000'}]}"))
        .isEqualTo(new ExplorerAnswer.Rows(List.of(new ExplorerRow.Credited(3_462_296))));
  }

  @Test
  void of_genesis_isNoTransaction() {
    assertThat(
            answer(
                ExplorerList.TRANSACTIONS,
                "{'status':'1','message':'OK','result':[{'blockNumber':'0','hash':'GENESIS_%s',"
                        .formatted(ANN.text().substring(2))
                    + "'from':'GENESIS','to':'%s','value':'11901464239480000000000000'}]}"
                        .formatted(ANN)))
        .isEqualTo(new ExplorerAnswer.Rows(List.of(new ExplorerRow.Credited(0))));
  }

  @Test
  void of_listThatIsNotReady_isRefused() {
    assertThat(
            answer(
                ExplorerList.INTERNAL,
                "{'status':'2','message':'Some blocks are not processed yet','result':[]}"))
        .isEqualTo(new ExplorerAnswer.Refusal("Some blocks are not processed yet"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {'result':[]} | an answer without a status
          {'status':'1','result':[{'hash':'x'}]} | row 1: hash is 'x', expected a transaction's hash
          {'status':'1','result':[{'hash':'HASH','blockNumber':12}]} | row 1: blockNumber is no text, expected decimal digits
          {'status':'1','result':[{'hash':'HASH','blockNumber':'12','value':'-5'}]} | row 1: value is '-5', expected decimal digits
          {'status':'1','result':[{'hash':'HASH','blockNumber':'12','value':'5','from':'0x1'}]} | row 1: from is '0x1', expected an address
          """,
      quoteCharacter = '`')
  void of_otherShapes_sayWhatWasExpected(String body, String line) {
    assertThatThrownBy(() -> answer(ExplorerList.TRANSACTIONS, body.replace("HASH", HASH)))
        .isInstanceOf(SpoorException.class)
        .hasMessage(line);
  }

  private static String refusal(String result) {
    return "{'status':'0','message':'NOTOK','result':'%s'}".formatted(result);
  }

  private static ExplorerRow.Moved paid(Party from, Party to) {
    return new ExplorerRow.Moved(
        new TxId(Chain.ETHEREUM, HASH),
        12,
        Optional.of(new Movement(from, to, new Coin(Chain.ETHEREUM), Amount.of(5))));
  }

  private static ExplorerRow.Moved row(ExplorerList list, String fields) {
    String row =
        "{'blockNumber':'12','hash':'%s','from':'%s','value':'5','more':1,%s}"
            .formatted(HASH, ANN, fields);
    ExplorerAnswer answer =
        answer(list, "{'status':'1','message':'OK','result':[%s]}".formatted(row));
    assertThat(answer).isInstanceOf(ExplorerAnswer.Rows.class);
    return (ExplorerRow.Moved) ((ExplorerAnswer.Rows) answer).rows().getFirst();
  }

  private static ExplorerAnswer answer(ExplorerList list, String body) {
    return ExplorerAnswer.of(list, json(body));
  }

  private static JsonNode json(String body) {
    return JsonMapper.builder().build().readTree(body.replace('\'', '"'));
  }

  private static Address address(String end) {
    return new Address(Chain.ETHEREUM, "0x" + "0".repeat(39) + end);
  }
}
