package org.spoor.recorded.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.spoor.recorded.CaseOnDisk.A;
import static org.spoor.recorded.CaseOnDisk.B;
import static org.spoor.recorded.CaseOnDisk.TOKEN;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spoor.model.SpoorException.Kind;
import org.spoor.model.chain.AccountTransaction;
import org.spoor.model.chain.ChainReader;
import org.spoor.model.chain.Transfer;
import org.spoor.model.value.Address;
import org.spoor.model.value.Chain;
import org.spoor.model.value.Outside;
import org.spoor.model.value.TxId;
import org.spoor.recorded.CaseOnDisk;

class TransfersFileTest {

  private static final String ZERO = "0x" + "0".repeat(40);
  private static final String HASH = "0x" + "ab".repeat(32);
  private static final String HASH_2 = "0x" + "cd".repeat(32);
  private static final String TIME = "2025-02-21T14:29:47Z";

  @TempDir Path temp;

  private static String row(String position, String tx) {
    return "%s,%s,%s,%s,%s,ETH,1".formatted(position, TIME, tx, A, B);
  }

  private List<Transfer> read(String... rows) {
    return new CaseOnDisk(temp).transfers(rows).reader().history(new Address(Chain.ETHEREUM, A));
  }

  private static List<String> places(List<Transfer> transfers) {
    return transfers.stream().map(t -> t.tx() + " " + t.position()).toList();
  }

  @Test
  void read_blockTimesRunBackwards_areToldOnceAChain() {
    CaseOnDisk disk =
        new CaseOnDisk(temp)
            .transfers(
                row(5, "12:00:12", "a"),
                row(6, "12:00:11", "b"),
                row(7, "12:00:11", "c"),
                row(8, "12:00:13", "d"),
                row(9, "12:00:25", "e"),
                row(9, "12:00:25", "f"));

    assertThat(disk.reader().remarks())
        .filteredOn(remark -> remark.contains("times"))
        .containsExactly(
            "transfers.csv: 2 block times of ethereum cannot be, first in line 3: block 6 of"
                + " 2025-01-02T12:00:11Z, after block 5 of 2025-01-02T12:00:12Z");
  }

  private static String row(long block, String time, String tx) {
    return "%d,,,2025-01-02T%sZ,%s,%s,%s,ETH,1"
        .formatted(block, time, tx, CaseOnDisk.A, CaseOnDisk.B);
  }

  @Test
  void read_statedPositions_areKeptAndSorted() {
    assertThat(
            places(
                read(row("9,3,1", "c"), row("8,5,0", "b"), row("9,3,0", "c"), row("8,4,7", "a"))))
        .containsExactly("a 8/4/7", "b 8/5/0", "c 9/3/0", "c 9/3/1");
  }

  @Test
  void read_noPositions_areInTheOrderOfTheFileWithinABlock() {
    assertThat(
            places(
                read(
                    row("9,,", "c"),
                    row("8,,", "z"),
                    row("8,,", "a"),
                    row("8,,", "a"),
                    row("8,,", "z"))))
        .containsExactly("z 8/0/0", "z 8/0/1", "a 8/1/0", "a 8/1/1", "c 9/0/0");
  }

  @Test
  void read_noTxIndexButEventIndices_areInTheOrderOfTheFileWithinATransaction() {
    assertThat(places(read(row("8,,1", "z"), row("8,,0", "a"), row("8,,0", "z"))))
        .containsExactly("z 8/0/1", "z 8/0/2", "a 8/1/0");
  }

  @Test
  void transaction_rowsApartInTheFile_isOne() {
    TxId swap = new TxId(Chain.ETHEREUM, "swap");
    ChainReader reader =
        new CaseOnDisk(temp)
            .transfers(row("8,,", "swap"), row("8,,", "other"), row("8,,", "swap"))
            .reader();

    assertThat(reader.transaction(swap).orElseThrow())
        .isInstanceOfSatisfying(
            AccountTransaction.class,
            found ->
                assertThat(found.transfers())
                    .extracting(t -> t.position().transaction())
                    .containsExactly(0, 0));
  }

  @Test
  void read_oneTransactionAtTwoIndices_isRefused() {
    assertThat(new CaseOnDisk(temp).transfers(row("8,1,0", "a"), row("8,2,0", "a")).refusal())
        .isEqualTo(
            "heist/transfers.csv, line 3, column tx_index: '2' is not 1, at which a stands above");
  }

  @Test
  void read_oneTransactionAtTwoIndicesAfterARowWithout_isRefused() {
    assertThat(
            new CaseOnDisk(temp)
                .transfers(row("8,,", "a"), row("8,1,0", "a"), row("8,2,0", "a"))
                .refusal())
        .startsWith("heist/transfers.csv, line 4, column tx_index: '2' is not 1");
  }

  @Test
  void read_twoTransactionsAtOneIndex_isRefused() {
    assertThat(
            new CaseOnDisk(temp)
                .transfers(row("8,1,0", "a"), row("9,1,0", "b"), "", row("8,1,1", "c"))
                .refusal())
        .isEqualTo(
            "heist/transfers.csv, line 5, column tx_index: '1' is the place of a in block 8"
                + " already");
  }

  @Test
  void read_blockThatStatesSomeIndices_isRemarked() {
    assertThat(
            new CaseOnDisk(temp)
                .transfers(row("8,5,0", HASH), row("8,,", HASH), row("9,0,0", HASH_2))
                .reader()
                .remarks())
        .contains(
            "transfers.csv: 1 blocks state tx_index for some events only: the number of the row"
                + " stood in for the others");
  }

  @Test
  void read_hashWithAndWithoutPrefix_isOneTransaction() {
    assertThat(
            places(read(row("8,,", HASH), row("8,,", HASH.substring(2).toUpperCase(Locale.ROOT)))))
        .containsExactly(HASH + " 8/0/0", HASH + " 8/0/1");
  }

  @Test
  void read_noChainButTwoAccountChains_isRefused() {
    CaseOnDisk disk =
        new CaseOnDisk(temp)
            .with(
                "incident.yaml",
                "id: h\nname: H\ndate: 2025-01-02\nchains: [ethereum, bitcoin, bsc]\n")
            .transfers(row("8,0,0", "a"));

    assertThat(disk.refusal())
        .isEqualTo(
            "heist/transfers.csv, line 2, column chain: is missing: the incident names ethereum"
                + " and bsc");
  }

  @Test
  void read_noPositions_isRemarked() {
    CaseOnDisk disk =
        new CaseOnDisk(temp)
            .transfers(row("8,,", HASH), row("9,0,0", "a").replace("29:47", "29:59"));

    assertThat(disk.reader().remarks())
        .containsExactly(
            "transfers.csv: 1 events have no stated position: the file's order within a block was"
                + " taken",
            "transfers.csv: 1 transactions bear a label instead of a hash");
  }

  @Test
  void read_positionStatedTwice_isNumberedAnewAndRemarked() {
    CaseOnDisk disk =
        new CaseOnDisk(temp).transfers(row("8,2,0", HASH), row("8,2,1", HASH), row("8,2,0", HASH));

    assertThat(places(disk.reader().history(new Address(Chain.ETHEREUM, A))))
        .containsExactly(HASH + " 8/2/0", HASH + " 8/2/1", HASH + " 8/2/2");
    assertThat(disk.reader().remarks())
        .containsExactly(
            "transfers.csv: 2 events state a position that is taken: they were numbered anew");
  }

  @Test
  void read_rowNumberAmongStatedIndices_sortsAsOne() {
    assertThat(places(read(row("8,1,0", "b"), row("8,,", "c"), row("8,0,0", "a"))))
        .containsExactly("a 8/0/0", "b 8/1/0", "c 8/2/0");
  }

  @Test
  void read_columnsInAnotherOrder_areToldByTheHeader() {
    CaseOnDisk disk =
        new CaseOnDisk(temp)
            .with(
                "transfers.csv",
                "chain,amount,asset,to,from,tx,time,event_index,tx_index,block\nbsc,5,BNB,%s,%s,t,%s,,,3\n"
                    .formatted(B, A, TIME));

    assertThat(disk.reader().history(new Address(Chain.BSC, A)))
        .singleElement()
        .satisfies(transfer -> assertThat(transfer.tx()).isEqualTo(new TxId(Chain.BSC, "t")));
  }

  @Test
  void read_noChain_isTheIncidentsAccountChain() {
    CaseOnDisk disk =
        new CaseOnDisk(temp)
            .with("incident.yaml", "id: h\nname: H\ndate: 2025-01-02\nchains: [bitcoin, bsc]\n")
            .transfers(row("8,0,0", "a").replace("ETH", "BNB"));

    assertThat(disk.reader().history(new Address(Chain.BSC, A))).hasSize(1);
  }

  @Test
  void read_outsideParties_areFeesIssuanceAndBurns() {
    List<Transfer> transfers =
        new CaseOnDisk(temp)
            .transfers(
                "1,0,0,%s,a,%s,,ETH,1".formatted(TIME, A),
                "1,1,0,%s,b,,%s,ETH,1".formatted(TIME, A),
                "1,2,0,%s,c,%s,%s,%s,1".formatted(TIME, A, ZERO, TOKEN),
                "1,3,0,%s,d,%s,%s,%s,1".formatted(TIME, ZERO, A, TOKEN))
            .reader()
            .history(new Address(Chain.ETHEREUM, A));

    assertThat(transfers)
        .extracting(t -> List.of(t.from(), t.to()))
        .containsExactly(
            List.of(new Address(Chain.ETHEREUM, A), Outside.FEE),
            List.of(Outside.ISSUANCE, new Address(Chain.ETHEREUM, A)),
            List.of(new Address(Chain.ETHEREUM, A), Outside.BURN),
            List.of(Outside.ISSUANCE, new Address(Chain.ETHEREUM, A)));
  }

  @Test
  void read_equalValues_areOneObject() {
    List<Transfer> transfers =
        read(row("1,0,0", HASH), row("1,0,1", HASH.replace("ab", "AB")).replace("bb,", "BB,"));

    assertThat(transfers.get(1).tx()).isSameAs(transfers.get(0).tx());
    assertThat(transfers.get(1).to()).isSameAs(transfers.get(0).to());
    assertThat(transfers.get(1).asset()).isSameAs(transfers.get(0).asset());
    assertThat(transfers.get(1).time()).isSameAs(transfers.get(0).time());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "block       | x     | 'x' is not a block height (a whole number)",
        "block       | -1    | '-1' is not a block height (a whole number)",
        "block       |       | '' is not a block height (a whole number)",
        "block       | 4294967296 | '4294967296' is not a block height up to 4294967295",
        "tx_index    | 1.0   | '1.0' is not an index (a whole number)",
        "event_index | 9999999999 | '9999999999' is not an index up to 1000000000",
        "time        | 2025-02-21 14:29:47 | '2025-02-21 14:29:47' is not a time in UTC like 2025-02-21T14:29:47Z",
        "time        | 2025-02-21T14:29:47+01:00 | '2025-02-21T14:29:47+01:00' is not a time in UTC like 2025-02-21T14:29:47Z",
        "time        | 2025-02-30T14:29:47Z | '2025-02-30T14:29:47Z' is not a time in UTC like 2025-02-21T14:29:47Z",
        "tx          |       | '' is not a transaction id (1 to 200 characters, no blanks)",
        "tx          | a b   | 'a b' is not a transaction id (1 to 200 characters, no blanks)",
        "from        | 0xaa  | '0xaa' is not an address of ethereum (0x and 40 hexadecimal digits)",
        "to          | bob   | 'bob' is not an address of ethereum (0x and 40 hexadecimal digits)",
        "asset       | USDT  | 'USDT' is not an asset of ethereum: ETH or a contract (0x and 40 hexadecimal digits)",
        "amount      | 1.5   | '1.5' is not a whole number of base units",
        "amount      | -1    | '-1' is not a whole number of base units",
        "amount      | 1e18  | '1e18' is not a whole number of base units",
        "amount      |       | '' is not a whole number of base units",
        "chain       | tron  | 'tron' is not one of the chains bitcoin, bitcoin-testnet, bitcoin-regtest, ethereum, arbitrum, optimism, base, bsc, polygon, avalanche",
        "chain       | bitcoin | 'bitcoin' is not one of the chains ethereum, arbitrum, optimism, base, bsc, polygon, avalanche",
      })
  void read_badValue_isRefusedWithItsPlace(String column, String value, String expected) {
    List<String> header = List.of((CaseOnDisk.TRANSFERS.strip() + ",chain").split(","));
    String[] fields = (row("8,0,0", "a") + ",ethereum").split(",");
    fields[header.indexOf(column)] = value == null ? "" : value;
    CaseOnDisk disk =
        new CaseOnDisk(temp)
            .with(
                "transfers.csv",
                String.join(",", header)
                    + "\n"
                    + row("7,0,0", "first")
                    + ",\n"
                    + String.join(",", fields)
                    + "\n");

    assertThat(disk.refusal())
        .isEqualTo("heist/transfers.csv, line 3, column %s: %s".formatted(column, expected));
    assertThat(disk.failure().kind()).isEqualTo(Kind.INVALID_INPUT);
  }

  @Test
  void read_fromAndToEmpty_isRefused() {
    assertThat(new CaseOnDisk(temp).transfers("1,0,0," + TIME + ",a,,,ETH,1").refusal())
        .isEqualTo(
            "heist/transfers.csv, line 2, column from: '' is not an address, and neither is column"
                + " to");
  }

  @Test
  void read_oneTransactionInTwoBlocks_isRefused() {
    assertThat(new CaseOnDisk(temp).transfers(row("8,0,0", "a"), row("9,0,0", "a")).refusal())
        .isEqualTo(
            "heist/transfers.csv, line 3, column block: '9' is not block 8, in which a stands"
                + " above");
  }

  @Test
  void read_rowTooShort_isRefused() {
    assertThat(new CaseOnDisk(temp).transfers("1,2,3").refusal())
        .isEqualTo("heist/transfers.csv, line 2: 3 fields, but the header has 9 columns");
  }

  @Test
  void read_missingColumn_isRefused() {
    assertThat(new CaseOnDisk(temp).with("transfers.csv", "block,time\n").refusal())
        .isEqualTo(
            "heist/transfers.csv, line 1: column 'tx_index' is missing; the columns are block,"
                + " tx_index, event_index, time, tx, from, to, asset, amount, chain (optional)");
  }

  @Test
  void read_unknownColumn_isRefused() {
    assertThat(new CaseOnDisk(temp).with("transfers.csv", "block,sender\n").refusal())
        .isEqualTo(
            "heist/transfers.csv, line 1: unknown column 'sender'; the columns are block,"
                + " tx_index, event_index, time, tx, from, to, asset, amount, chain (optional)");
  }

  @Test
  void read_columnTwice_isRefused() {
    assertThat(new CaseOnDisk(temp).with("transfers.csv", "block,block\n").refusal())
        .isEqualTo("heist/transfers.csv, line 1: column 'block' stands twice");
  }

  @Test
  void read_quoteLeftOpen_isRefused() {
    assertThat(new CaseOnDisk(temp).transfers(row("8,0,0", "a"), "9,0,0,\"x").refusal())
        .isEqualTo(
            "heist/transfers.csv, line 3 or after: quotes are not closed or not in their place");
  }

  @Test
  void read_onlyBlankLines_isRefused() {
    assertThat(new CaseOnDisk(temp).with("transfers.csv", "\n\n").refusal())
        .isEqualTo(
            "heist/transfers.csv, line 1: the header is missing; the columns are block, tx_index,"
                + " event_index, time, tx, from, to, asset, amount, chain (optional)");
  }

  @Test
  void read_onlyTheHeader_isAnEmptyRecord() {
    assertThat(new CaseOnDisk(temp).transfers().reader().heads()).isEmpty();
  }
}
