package org.spoor.recorded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spoor.model.SpoorException;
import org.spoor.model.SpoorException.Kind;
import org.spoor.model.chain.Opening;
import org.spoor.model.chain.Source;
import org.spoor.model.value.Address;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Asset;
import org.spoor.model.value.Chain;
import org.spoor.model.value.ChainPosition;
import org.spoor.model.value.Coin;

class CaseFolderTest {

  private static final String ROW =
      "7,0,0,2025-01-02T03:04:05Z,theft," + CaseOnDisk.A + "," + CaseOnDisk.B + ",ETH,10";
  private static final Address A = new Address(Chain.ETHEREUM, CaseOnDisk.A);

  @TempDir Path temp;

  @Test
  void read_incidentAlone_hasAReaderThatKnowsNothing() {
    CaseFolder folder = new CaseOnDisk(temp).read();

    assertThat(folder.incident().name()).isEqualTo("A heist");
    assertThat(folder.reader().heads()).isEmpty();
    assertThat(folder.reader().history(A)).isEmpty();
    assertThat(folder.attributions().addresses()).isEmpty();
    assertThat(folder.assets()).isEmpty();
  }

  @Test
  void read_allFiles_givesAllOfThem() {
    CaseFolder folder =
        new CaseOnDisk(temp)
            .transfers(ROW)
            .with("assets.csv", "asset,symbol,decimals\n" + CaseOnDisk.TOKEN + ",TKN,6\n")
            .with("openings.csv", "address,asset,block,amount\n" + CaseOnDisk.A + ",ETH,7,25\n")
            .with(
                "coverage.csv", "address,asset,from_block,to_block\n" + CaseOnDisk.A + ",*,0,90\n")
            .with(
                "attributions.yaml",
                "title: t\ncreator: c\ncurrency: ETH\ntags:\n- address: \""
                    + CaseOnDisk.B
                    + "\"\n  label: An exchange\n  category: exchange\n")
            .read();

    Asset eth = new Coin(Chain.ETHEREUM);
    assertThat(folder.reader().history(A)).hasSize(1);
    assertThat(folder.reader().opening(A, eth, ChainPosition.startOf(8)))
        .isEqualTo(new Opening.Known(Amount.of(15)));
    assertThat(folder.reader().heads())
        .singleElement()
        .satisfies(head -> assertThat(head.height()).hasValue(90));
    assertThat(folder.assets()).containsKey(Asset.parse(Chain.ETHEREUM, CaseOnDisk.TOKEN));
    assertThat(folder.attributions().custodian(new Address(Chain.ETHEREUM, CaseOnDisk.B)))
        .isPresent();
    assertThat(folder.reader().sources())
        .extracting(Source::name)
        .containsExactly(
            "assets.csv",
            "attributions.yaml",
            "coverage.csv",
            "incident.yaml",
            "openings.csv",
            "transfers.csv");
  }

  @Test
  void read_anyFile_isHashedAsItStands() {
    CaseOnDisk disk =
        new CaseOnDisk(temp).with("incident.yaml", "\uFEFFid: x\nname: X\ndate: 2025-01-02\n");

    assertThat(disk.reader().sources())
        .containsExactly(
            new Source(
                "incident.yaml",
                "a383879bc81da25e5e4562fa365cfaebe5384c941d52f78541df7bff458d084c"));
  }

  @Test
  void read_insideAnArchive_givesTheSame() throws IOException {
    Path zip = temp.resolve("cases.zip");
    CaseOnDisk disk = new CaseOnDisk(temp).transfers(ROW);

    try (FileSystem archive =
        FileSystems.newFileSystem(URI.create("jar:" + zip.toUri()), Map.of("create", "true"))) {
      Path inside = Files.createDirectory(archive.getPath("/heist"));
      for (String file : new String[] {"incident.yaml", "transfers.csv"}) {
        Files.copy(disk.folder().resolve(file), inside.resolve(file));
      }
      assertThat(CaseFolder.read(inside).reader().sources()).isEqualTo(disk.reader().sources());
      assertThat(CaseFolder.read(inside).reader().history(A)).hasSize(1);
    }
  }

  @Test
  void read_windowsLineEndsAndQuotesAndByteOrderMark_areAccepted() {
    CaseOnDisk disk =
        new CaseOnDisk(temp)
            .with("incident.yaml", "\uFEFFid: heist\r\nname: A heist\r\ndate: \"2025-01-02\"\r\n")
            .with(
                "transfers.csv",
                "\uFEFF"
                    + CaseOnDisk.TRANSFERS.strip()
                    + "\r\n"
                    + ROW.replace("theft", "\"theft\"")
                    + "\r\n\r\n");

    assertThat(disk.reader().history(A)).hasSize(1);
    assertThat(disk.read().incident().name()).isEqualTo("A heist");
  }

  @Test
  void read_missingFolder_isRefused() {
    assertThatThrownBy(() -> CaseFolder.read(temp.resolve("nowhere")))
        .isInstanceOf(SpoorException.class)
        .hasMessage("no case folder: '" + temp.resolve("nowhere") + "'");
  }

  @Test
  void read_missingIncident_isRefused() throws IOException {
    CaseOnDisk disk = new CaseOnDisk(temp);
    Files.delete(disk.folder().resolve("incident.yaml"));

    assertThat(disk.refusal())
        .isEqualTo("heist/incident.yaml: this file of a case folder is missing");
  }

  @Test
  void read_emptyFile_isRefused() {
    assertThat(new CaseOnDisk(temp).with("transfers.csv", "").refusal())
        .isEqualTo("heist/transfers.csv: the file is empty");
  }

  @Test
  void read_notUtf8_isRefusedWithItsLine() throws IOException {
    CaseOnDisk disk = new CaseOnDisk(temp);
    Files.write(
        disk.folder().resolve("transfers.csv"),
        (CaseOnDisk.TRANSFERS + ROW.replace("theft", "Raub\u00fcberfall"))
            .getBytes(StandardCharsets.ISO_8859_1));

    assertThat(disk.refusal()).isEqualTo("heist/transfers.csv, line 2: not UTF-8 text");
  }

  @Test
  void read_unreadableFile_isUnavailable() throws IOException {
    CaseOnDisk disk = new CaseOnDisk(temp);
    Files.createDirectory(disk.folder().resolve("transfers.csv"));

    assertThat(disk.failure().kind()).isEqualTo(Kind.UNAVAILABLE);
    assertThat(disk.refusal()).startsWith("heist/transfers.csv: cannot be read: ");
  }

  @Test
  void read_linkThatLeadsNowhere_isUnavailable() throws IOException {
    CaseOnDisk disk = new CaseOnDisk(temp).transfers(ROW);
    Files.createSymbolicLink(disk.folder().resolve("coverage.csv"), Path.of("elsewhere.csv"));

    assertThat(disk.failure().kind()).isEqualTo(Kind.UNAVAILABLE);
    assertThat(disk.refusal())
        .isEqualTo("heist/coverage.csv: cannot be read: the link leads nowhere");
  }

  @Test
  void read_filesOfOtherNames_areRemarked() throws IOException {
    CaseOnDisk disk =
        new CaseOnDisk(temp)
            .transfers(ROW)
            .with("README.md", "read me")
            .with("transfer.csv", "x")
            .with("Openings.CSV", "x")
            .with("tags.yml", "x")
            .with("mine.csv", "tx\n")
            .with(
                "incident.yaml",
                "id: h\nname: H\ndate: 2025-01-02\nchains: [ethereum]\ntheftSourcesFile: mine.csv\n");
    Files.createDirectory(disk.folder().resolve("old.csv"));

    assertThat(disk.reader().remarks())
        .filteredOn(remark -> remark.contains("folder"))
        .containsExactly(
            "'Openings.CSV' is in the folder, but no file of that name is read",
            "'tags.yml' is in the folder, but no file of that name is read",
            "'transfer.csv' is in the folder, but no file of that name is read");
  }

  @Test
  void read_holdingBehindTheRecords_isRemarked() {
    CaseOnDisk disk = new CaseOnDisk(temp).transfers(ROW);

    assertThat(disk.with("incident.yaml", stealingAt(8)).reader().remarks())
        .contains(
            "theft source h#1 is what %s holds after block 8, but the records of ethereum end at block 7"
                .formatted(CaseOnDisk.A));
    assertThat(disk.with("incident.yaml", stealingAt(7)).reader().remarks())
        .noneMatch(remark -> remark.contains("theft source"));
  }

  private static String stealingAt(long block) {
    return """
    id: h
    name: H
    date: 2025-01-02
    chains: [ethereum]
    theftSources: {kind: holding, address: "%s", asset: ETH, block: %d}
    """
        .formatted(CaseOnDisk.A, block);
  }

  @Test
  void readIncident_brokenTransfers_doesNotLookAtThem() {
    CaseOnDisk disk = new CaseOnDisk(temp).with("transfers.csv", "");

    assertThat(CaseFolder.readIncident(disk.folder()).id()).isEqualTo("heist");
  }

  @Test
  void readIncident_sourcesInAFileOfTheirOwn_tellsBothFiles() {
    CaseOnDisk disk =
        new CaseOnDisk(temp)
            .with("mine.csv", "tx\n")
            .with(
                "incident.yaml",
                "id: h\nname: H\ndate: 2025-01-02\nchains: [ethereum]\ntheftSourcesFile: mine.csv\n");
    List<Source> sources = new ArrayList<>();
    CaseFolder.readIncident(disk.folder(), sources::add);

    assertThat(sources).extracting(Source::name).containsExactly("incident.yaml", "mine.csv");
    assertThat(sources).extracting(Source::sha256).doesNotHaveDuplicates();
  }

  @Test
  void hasChainData_eventsOrTransactions_whateverIsInThem() {
    CaseOnDisk disk = new CaseOnDisk(temp);
    assertThat(CaseFolder.hasChainData(disk.folder())).isFalse();
    assertThat(CaseFolder.hasChainData(disk.with("transactions.jsonl", "").folder())).isTrue();
  }
}
