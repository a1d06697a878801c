package org.spoor.recorded.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.spoor.recorded.CaseOnDisk.A;
import static org.spoor.recorded.CaseOnDisk.B;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.spoor.model.attribution.Attribution;
import org.spoor.model.attribution.Category;
import org.spoor.model.value.Address;
import org.spoor.model.value.Chain;
import org.spoor.recorded.CaseFolder;
import org.spoor.recorded.CaseOnDisk;

class TagPackFileTest {

  private static final String HEADER = "title: Tags\ncreator: me\n";

  @TempDir Path temp;

  private CaseOnDisk pack(String text) {
    return new CaseOnDisk(temp).with("attributions.yaml", text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"101", "-1", "100.5", "1e2", "80 %", "1000"})
  void read_confidenceOffTheScale_isRefused(String confidence) {
    assertThat(pack(tagOfConfidence(confidence)).refusal())
        .isEqualTo(
            "heist/attributions.yaml, line 7, column 15, confidence: '%s' is not a confidence: a number from 0 to 100, or a name of TagPack's"
                .formatted(confidence));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "100", "99.5", "web_crawl", "''"})
  void read_confidenceOnTheScale_isAsStated(String confidence) {
    assertThat(
            pack(tagOfConfidence(confidence))
                .read()
                .attributions()
                .of(new Address(Chain.ETHEREUM, A)))
        .singleElement()
        .extracting(Attribution::confidence)
        .isEqualTo(confidence.replace("'", ""));
  }

  private static String tagOfConfidence(String confidence) {
    return HEADER
        + "currency: ETH\ntags:\n- address: \"%s\"\n  label: L\n  confidence: %s\n"
            .formatted(A, confidence);
  }

  @Test
  void read_tag_inheritsWhatItDoesNotSay() {
    CaseFolder folder =
        pack(HEADER
                + """
                label: Pack
                currency: ETH
                category: exchange
                actor: someone
                confidence: web_crawl
                source: https://example.org
                is_cluster_definer: false
                tags:
                - address: "%s"
                - address: "%s "
                  label: Own
                  network: BSC
                  category: ""
                  abuse: scam
                  something_new: [1, 2]
                """
                    .formatted(A, B))
            .read();

    Address first = new Address(Chain.ETHEREUM, A);
    assertThat(folder.attributions().of(first))
        .containsExactly(
            new Attribution(
                first,
                "Pack",
                "someone",
                new Category("exchange"),
                "web_crawl",
                "https://example.org"));
    assertThat(folder.attributions().of(new Address(Chain.BSC, B)))
        .extracting(Attribution::label)
        .containsExactly("Own");
  }

  @Test
  void read_noCategory_takesConceptThenAbuse() {
    CaseFolder folder =
        pack(HEADER
                + """
                currency: BTC
                label: L
                tags:
                - {address: a, concepts: [gambling, other], abuse: scam}
                - {address: b, abuse: scam}
                - {address: c}
                """)
            .read();

    assertThat(
            folder.attributions().addresses().stream()
                .map(address -> folder.attributions().of(address).getFirst().category()))
        .containsExactly(new Category("gambling"), new Category("scam"), Category.UNKNOWN);
  }

  @Test
  void read_custodialConceptBehindOthers_counts() {
    CaseFolder folder =
        pack(HEADER
                + """
                currency: BTC
                label: L
                tags:
                - {address: a, concepts: [organization, "", exchange, gambling]}
                - {address: b, category: organization, concepts: [exchange]}
                - {address: c, category: "", concepts: [], abuse: scam}
                """)
            .read();

    assertThat(
            folder.attributions().addresses().stream()
                .map(address -> folder.attributions().of(address).getFirst().category()))
        .containsExactly(new Category("exchange"), new Category("exchange"), new Category("scam"));
  }

  @Test
  void read_emptyListOfSources_isNoSource() {
    CaseFolder folder =
        pack(HEADER + "currency: BTC\nlabel: L\ntags:\n- {address: a, source: []}\n").read();

    assertThat(folder.attributions().of(new Address(Chain.BITCOIN, "a")))
        .extracting(Attribution::source)
        .containsExactly("");
  }

  @Test
  void read_nestedTooDeeply_isRefused() {
    assertThat(pack(HEADER + "tags: " + "[".repeat(20_000)).refusal())
        .isEqualTo(
            "heist/attributions.yaml, line 3, column 56: nested too deeply: more than 50 levels");
  }

  @Test
  void read_moreThanFits_isRefused() throws IOException {
    CaseOnDisk disk = pack(HEADER);
    try (FileChannel file =
        FileChannel.open(disk.folder().resolve("attributions.yaml"), StandardOpenOption.WRITE)) {
      file.write(ByteBuffer.wrap(new byte[] {'#'}), 64 << 20);
    }

    assertThat(disk.refusal()).isEqualTo("heist/attributions.yaml: the file is larger than 64 MB");
  }

  @Test
  void read_manyAliasesOfLists_isRefused() {
    assertThat(pack(HEADER + "a: &a [x]\nb: [" + "*a,".repeat(51) + "]\ntags: []\n").refusal())
        .startsWith("heist/attributions.yaml, line 1: not YAML: ")
        .contains("aliases");
  }

  @Test
  void read_foreignLedger_isLeftOutAndRemarked() {
    CaseFolder folder =
        pack(HEADER
                + """
                label: L
                tags:
                - {address: x, currency: XMR}
                - {address: X-avax1qqqq, currency: AVAX}
                - {address: b, currency: BTC}
                """)
            .read();

    assertThat(folder.attributions().addresses()).containsExactly(new Address(Chain.BITCOIN, "b"));
    assertThat(folder.reader().remarks())
        .containsExactly(
            "attributions.yaml: 2 tags are of ledgers that cannot be read here and are left out");
  }

  @Test
  void read_noCurrency_isTheIncidentsOnlyChain() {
    CaseFolder folder =
        pack(HEADER + "label: L\ntags:\n- address: b\n")
            .with("incident.yaml", "id: h\nname: H\ndate: 2025-01-02\nchains: [bitcoin-regtest]\n")
            .read();

    assertThat(folder.attributions().addresses())
        .containsExactly(new Address(Chain.BITCOIN_REGTEST, "b"));
  }

  @Test
  void read_noCurrencyAndNoChain_isRefused() {
    assertThat(pack(HEADER + "label: L\ntags:\n- address: b\n").refusal())
        .isEqualTo("heist/attributions.yaml, line 5, column 3, currency: is missing");
  }

  @Test
  void read_noAddress_isRefused() {
    assertThat(pack(HEADER + "tags:\n- label: L\n").refusal())
        .isEqualTo("heist/attributions.yaml, line 4, column 3, address: is missing");
  }

  @Test
  void read_noLabel_isRefused() {
    assertThat(pack(HEADER + "tags:\n- address: b\n").refusal())
        .isEqualTo("heist/attributions.yaml, line 4, column 3, label: is missing");
  }

  @Test
  void read_noTags_isRefused() {
    assertThat(pack(HEADER).refusal())
        .isEqualTo("heist/attributions.yaml, line 1, column 1, tags: is missing");
  }

  @Test
  void read_badAddress_isRefused() {
    assertThat(pack(HEADER + "label: L\ncurrency: ETH\ntags:\n- address: b\n").refusal())
        .isEqualTo(
            "heist/attributions.yaml, line 6, column 12, address: 'b' is not an address of"
                + " ethereum (0x and 40 hexadecimal digits)");
  }
}
