package org.spoor.recorded.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.spoor.recorded.ledger.TransferRows.TIME;
import static org.spoor.recorded.ledger.TransferRows.row;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spoor.model.SpoorException.Kind;
import org.spoor.recorded.CaseOnDisk;

/** What is wrong in transfers.csv, and how it is told. */
class RefusedTransfersTest {

  @TempDir Path temp;

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
}
