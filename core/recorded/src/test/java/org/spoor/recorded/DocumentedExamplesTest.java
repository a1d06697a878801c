package org.spoor.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spoor.model.chain.Opening;
import org.spoor.model.value.Address;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Asset;
import org.spoor.model.value.Chain;
import org.spoor.model.value.ChainPosition;

/** The examples of {@code docs/case-folders.md} work as they stand there. */
class DocumentedExamplesTest {

  private static final Path PAGE = Path.of("..", "..", "docs", "case-folders.md");
  private static final Pattern EXAMPLE =
      Pattern.compile("\\*\\*(\\w+/[\\w.]+)\\*\\*\n\n```\\w+\n(.*?)```", Pattern.DOTALL);

  @TempDir Path temp;

  @BeforeEach
  void writeExamples() throws IOException {
    Matcher example = EXAMPLE.matcher(Files.readString(PAGE));
    while (example.find()) {
      Path file = temp.resolve(example.group(1));
      Files.createDirectories(file.getParent());
      Files.writeString(file, example.group(2));
    }
  }

  @Test
  void read_warehouse_isTheStoryToldThere() {
    CaseFolder folder = CaseFolder.read(temp.resolve("warehouse"));

    Address thief = new Address(Chain.ETHEREUM, "0x00000000000000000000000000000000000000b0");
    Address victim = new Address(Chain.ETHEREUM, "0x00000000000000000000000000000000000000a0");
    Asset eth = Asset.parse(Chain.ETHEREUM, "ETH");
    assertThat(folder.incident().theftSources()).hasSize(1);
    assertThat(folder.reader().history(thief)).hasSize(3);
    assertThat(folder.reader().opening(victim, eth, ChainPosition.startOf(100)))
        .isEqualTo(new Opening.Known(Amount.parse("25000000000000000000")));
    assertThat(
            folder
                .attributions()
                .custodian(
                    new Address(Chain.ETHEREUM, "0x00000000000000000000000000000000000000c0")))
        .isPresent();
  }

  @Test
  void read_vault_isTheStoryToldThere() {
    CaseFolder folder = CaseFolder.read(temp.resolve("vault"));

    assertThat(folder.incident().theftSources()).hasSize(1);
    assertThat(folder.reader().heads())
        .singleElement()
        .satisfies(head -> assertThat(head.height()).hasValue(520));
  }
}
