package org.spoor.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spoor.app.live.Surroundings;
import org.spoor.kit.MemoryLedger;
import org.spoor.model.chain.Transfer;
import org.spoor.model.value.Address;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Chain;
import org.spoor.model.value.ChainPosition;
import org.spoor.model.value.Coin;
import org.spoor.model.value.Outside;
import org.spoor.model.value.Party;
import org.spoor.model.value.TxId;

/** Thefts on the spot that cannot be followed: each says why. */
final class LiveTheftTest {

  private static final Address THIEF = account("2");

  private final Surroundings live = LedgerSources.around(ledger());

  @TempDir private Path folder = Path.of("");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "f | | 2 | the transaction failed and moved nothing but its fee",
        "c | | 2 | the transaction moved nothing of value to any address",
        "a | 7 | 2 | the transaction pays nothing to --to 0x7777",
        "e | | 3 | in no block of ethereum that ledger knows, the last final one is 20",
        "d | | 3 | it is in block 21, which is not final yet, the last final one is 20",
        "0 | | 3 | no endpoint shows what the calls inside it moved",
        "a | 0 | 2 | the transaction pays nothing to --to 0x0000"
      })
  void trace_transactionThatStealsNothing_saysWhy(
      String digit, String to, int code, String problem) {
    Answer answer = stolen(digit, to == null ? List.of() : List.of("--to", account(to).text()));
    assertTold(answer, code, "--theft-tx 0x" + digit.repeat(64) + ": " + problem);
  }

  @Test
  void trace_transactionThatPaysOthers_namesTheFirstFive() {
    Answer answer = stolen("b", List.of("--to", account("7").text()));
    assertThat(answer.err())
        .contains("pays nothing to --to " + account("7").text() + ", but ")
        .contains(account("10").text() + " 3 ETH, " + account("11").text() + " 1 ETH")
        .contains(account("14").text() + " 1 ETH and 2 more");
  }

  @Test
  void trace_theftStatedTwice_isRefused() {
    String tx = "0x" + "a".repeat(64);
    Answer all = spot(Stream.of("--theft-tx", tx, "--theft-tx", tx.replace('a', 'A')));
    Answer paid =
        spot(
            Stream.of(
                "--theft-tx", tx, "--to", THIEF.text(), "--theft-tx", tx, "--to", THIEF.text()));
    Answer held =
        held(THIEF, "ETH", "1", List.of("--holding", THIEF.text(), "--asset", "ETH", "--at", "1"));

    assertTold(all, 2, "--theft-tx " + tx + ": stated twice, expected once");
    assertTold(paid, 2, "--theft-tx " + tx + " --to " + THIEF + ": stated twice, expected once");
    assertTold(held, 2, "--holding " + THIEF + " --asset ETH --at 1: stated twice, expected once");
  }

  @ParameterizedTest
  @CsvSource({"--to", "--holding", "--asset"})
  void trace_addressWithAWrongChecksum_isRefused(String option) {
    String wrong = "0x5aaeb6053F3E94C9b9A09f33669435E7Ef1BeAed";
    Answer answer =
        switch (option) {
          case "--to" -> stolen("a", List.of("--to", wrong));
          case "--holding" -> spot(Stream.of("--holding", wrong, "--asset", "ETH", "--at", "1"));
          default -> held(THIEF, wrong, "1", List.of());
        };

    assertTold(
        answer,
        2,
        option
            + " "
            + wrong
            + ": expected the checksum of EIP-55 in its casing,"
            + " 0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
        "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed",
        "0x5AAEB6053F3E94C9B9A09F33669435E7EF1BEAED"
      })
  void trace_addressWithARightChecksumOrNone_isUnderstood(String address) {
    assertTold(
        stolen("a", List.of("--to", address)),
        2,
        "pays nothing to --to 0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed");
  }

  /** The restriction may stand before its theft as well as behind it. */
  @Test
  void trace_receiverOfEachTheft_belongsToItsOwn() {
    String first = "0x" + "a".repeat(64);
    String second = "0x" + "b".repeat(64);
    String payee = account("10").text();
    Answer before =
        spot(
            Stream.of(
                "--to", THIEF.text(), "--theft-tx", first, "--to", payee, "--theft-tx", second));
    Answer behind =
        spot(
            Stream.of(
                "--theft-tx", first, "--to", THIEF.text(), "--theft-tx", second, "--to", payee));

    assertThat(before.code()).as(before.err()).isZero();
    assertThat(before.out()).isEqualTo(behind.out()).contains(payee);
  }

  @Test
  void trace_unknownTransactionAsOf_saysHowFarItLooked() {
    assertThat(stolen("e", List.of("--as-of", "1")).err()).contains("the last one to read is 1");
  }

  @Test
  void trace_theftAfterAsOf_saysSo() {
    assertTold(
        stolen("b", List.of("--as-of", "1")),
        2,
        ": it is in block 2, after the last block to read, --as-of 1");
  }

  @ParameterizedTest
  @CsvSource({
    "2, --at 2: it is a block",
    "2025-01-01T02:00:00Z, --at 2025-01-01T02:00:00Z: it is a time",
    "2025-01-01, --at 2025-01-01T23:59:59Z: it is a time"
  })
  void trace_holdingAfterAsOf_saysSo(String at, String problem) {
    Answer answer = held(THIEF, "ETH", at, List.of("--as-of", "1"));
    assertTold(answer, 2, problem + ", after the last block to read, --as-of 1");
  }

  @Test
  void trace_nothingHeld_saysAtWhichBlock() {
    assertTold(
        held(account("7"), "ETH", "1", List.of()),
        2,
        "--holding %s: held no ETH after block 1 of 2025-01-01T00:00:00Z"
            .formatted(account("7").text()));
  }

  @Test
  void trace_assetThatIsNoToken_saysSo() {
    assertTold(
        held(THIEF, account("7").text(), "1", List.of()),
        2,
        "--asset %s: no token whose contract tells holdings after block 1"
            .formatted(account("7").text()));
  }

  @Test
  void trace_folderWhoseTheftsAreAfterAsOf_saysSo() {
    Answer answer =
        Answer.in(
            live, "trace", TinyCase.in(folder).toString(), "--live", "--no-store", "--as-of", "0");
    assertTold(answer, 2, "every theft is in a block, after the last block to read, --as-of 0");
  }

  private static void assertTold(Answer answer, int code, String problem) {
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.out()).isEmpty();
    assertThat(answer.err().lines().toList().getLast()).startsWith("spoor: ").contains(problem);
  }

  private Answer stolen(String digit, List<String> more) {
    return spot(Stream.concat(Stream.of("--theft-tx", "0x" + digit.repeat(64)), more.stream()));
  }

  private Answer held(Address address, String asset, String at, List<String> more) {
    Stream<String> holding = Stream.of("--holding", address.text(), "--asset", asset, "--at", at);
    return spot(Stream.concat(holding, more.stream()));
  }

  private Answer spot(Stream<String> theft) {
    Stream<String> trace = Stream.of("trace", "--no-store", "--chain", "ethereum");
    return Answer.in(live, Stream.concat(trace, theft).toArray(String[]::new));
  }

  private static MemoryLedger ledger() {
    MemoryLedger ledger =
        new MemoryLedger()
            .add(transfer(1, 0, "a", THIEF, 10))
            .add(transfer(1, 1, "f", Outside.FEE, 1))
            .add(transfer(1, 2, "c", Outside.FEE, 1))
            .add(transfer(1, 3, "c", THIEF, 0))
            .add(transfer(1, 4, "0", Outside.FEE, 1))
            .add(transfer(21, 0, "d", THIEF, 1));
    for (int i = 10; i < 17; i++) {
      ledger.add(transfer(2, i, "b", account(String.valueOf(i)), 1));
    }
    return ledger.add(transfer(2, 17, "b", account("10"), 2));
  }

  private static Transfer transfer(int block, int event, String digit, Party to, int ether) {
    return new Transfer(
        new ChainPosition(block, event, 0),
        Instant.parse("2025-01-01T00:00:00Z").plusSeconds(3600L * (block - 1)),
        new TxId(Chain.ETHEREUM, "0x" + digit.repeat(64)),
        account("1"),
        to,
        new Coin(Chain.ETHEREUM),
        ether == 0 ? Amount.ZERO : Amount.parse(ether + "0".repeat(18)));
  }

  private static Address account(String digits) {
    return new Address(Chain.ETHEREUM, "0x" + digits.repeat(40).substring(0, 40));
  }
}
