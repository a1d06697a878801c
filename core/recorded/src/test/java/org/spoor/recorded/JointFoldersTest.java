package org.spoor.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spoor.model.chain.ChainReader;
import org.spoor.model.chain.Head;
import org.spoor.model.chain.Source;
import org.spoor.model.value.Address;
import org.spoor.model.value.Chain;
import org.spoor.model.value.TxId;

class JointFoldersTest {

  private static final Address B = new Address(Chain.ETHEREUM, CaseOnDisk.B);
  private static final String TAGS =
      "title: t\ncreator: c\ncurrency: ETH\ntags:\n- {address: \"%s\", label: %s}\n";

  @TempDir Path temp;

  private CaseOnDisk folder(String id) {
    return new CaseOnDisk(temp.resolve(id))
        .with("incident.yaml", "id: %s\nname: N\ndate: 2025-01-02\n".formatted(id));
  }

  private CaseFolder onEthereum(String id) {
    return folder(id)
        .transfers(
            "7,0,0,2025-01-02T03:04:05Z,%s,%s,%s,ETH,10".formatted(id, CaseOnDisk.A, CaseOnDisk.B))
        .with("attributions.yaml", TAGS.formatted(CaseOnDisk.B, id))
        .read();
  }

  private CaseFolder onBitcoin(String id) {
    return folder(id)
        .transactions(
            "{'txid':'t','height':9,'index':0,'time':'2025-01-02T03:04:05Z','inputs':[],'outputs':[]}"
                .replace('\'', '"'))
        .with("attributions.yaml", TAGS.formatted(CaseOnDisk.B, id))
        .read();
  }

  @Test
  void with_dataOfAnotherChain_hasBoth() {
    CaseFolder joint = onEthereum("one").with(List.of(onBitcoin("two")));
    ChainReader reader = joint.reader();

    assertThat(joint.incident().id()).isEqualTo("one");
    assertThat(reader.heads())
        .extracting(Head::chain)
        .containsExactly(Chain.BITCOIN, Chain.ETHEREUM);
    assertThat(reader.history(B)).hasSize(1);
    assertThat(reader.ledger(Chain.ETHEREUM)).isPresent();
    assertThat(reader.transaction(new TxId(Chain.BITCOIN, "t"))).isPresent();
    assertThat(reader.sources())
        .extracting(Source::name)
        .containsExactly(
            "attributions.yaml",
            "incident.yaml",
            "transfers.csv",
            "two/attributions.yaml",
            "two/incident.yaml",
            "two/transactions.jsonl");
    assertThat(reader.remarks())
        .containsExactly(
            "transfers.csv: 1 transactions bear a label instead of a hash",
            "two: transactions.jsonl: 1 transactions bear a label instead of a hash");
    assertThat(joint.attributions().of(B)).extracting(a -> a.label()).containsExactly("one");
  }

  @Test
  void with_dataOfTheSameChain_keepsTheFirstAndSaysSo() {
    CaseFolder joint = onEthereum("one").with(List.of(onEthereum("two")));

    assertThat(joint.reader().history(B)).extracting(t -> t.tx().text()).containsExactly("one");
    assertThat(joint.reader().sources()).hasSize(3);
    assertThat(joint.reader().remarks())
        .contains("two: its recorded data of ethereum are not used, but those of one");
    assertThat(joint.attributions().of(B)).extracting(a -> a.label()).containsExactly("one");
  }

  @Test
  void with_noOther_isItself() {
    CaseFolder folder = onEthereum("one");

    assertThat(folder.with(List.of())).isSameAs(folder);
  }
}
