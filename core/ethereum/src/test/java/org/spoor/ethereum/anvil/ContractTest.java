package org.spoor.ethereum.anvil;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.spoor.kit.NpmPackage;

final class ContractTest {

  @Test
  void creation_compiledAnew_isWhatIsShipped() throws IOException {
    NpmPackage solc = new NpmPackage("solc", "0.8.30");
    ProcessBuilder compile =
        new ProcessBuilder("node", Path.of("src/test/solidity/compile.js").toString());
    compile.environment().put("NODE_PATH", solc.folder().resolve("node_modules").toString());
    compile.redirectError(ProcessBuilder.Redirect.INHERIT);
    Process process;
    try {
      process = compile.start();
    } catch (IOException e) {
      abort("node is not at hand: " + e);
      return;
    }
    String compiled = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(NpmPackage.waitFor(process)).isZero();
    assertThat(compiled).isEqualTo(shipped());
  }

  private static String shipped() throws IOException {
    try (InputStream in = Contract.class.getResourceAsStream(Contract.RESOURCE)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void call_withLists_putsThemBehindTheArguments() {
    String data =
        Contract.MULTISEND.call(
            "token",
            Anvil.address("0x00000000000000000000000000000000000000a1"),
            List.of(Anvil.address("0x00000000000000000000000000000000000000b2")),
            List.of(BigInteger.TWO));

    assertThat(data.substring(10))
        .isEqualTo(
            word("a1") + word("60") + word("a0") + word("1") + word("b2") + word("1") + word("2"));
  }

  @Test
  void call_unknownFunction_isNamed() {
    assertThatThrownBy(() -> Contract.POOL.call("steal")).hasMessage("Pool has no steal");
  }

  private static String word(String digits) {
    return "0".repeat(64 - digits.length()) + digits;
  }
}
