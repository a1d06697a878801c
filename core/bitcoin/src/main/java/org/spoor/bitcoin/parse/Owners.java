package org.spoor.bitcoin.parse;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.bitcoinj.base.AddressParser;
import org.bitcoinj.base.LegacyAddress;
import org.bitcoinj.base.SegwitAddress;
import org.bitcoinj.script.ScriptBuilder;
import org.spoor.model.value.Address;
import org.spoor.model.value.Outside;
import org.spoor.model.value.Party;
import org.spoor.model.value.Script;

/**
 * Who can spend an output, by its locking script: an address where the script has an address form,
 * else the script itself.
 *
 * <p>Address forms are pay-to-public-key-hash, pay-to-script-hash (BIP 13) and witness programs
 * (BIP 173, BIP 350), also of versions without rules yet. A bare public key, or several of them,
 * has none.
 */
final class Owners {

  private static final HexFormat HEX = HexFormat.of();

  /** Opcodes, by the names that Bitcoin Core has for them (script.h). */
  private static final byte OP_0 = 0x00;

  private static final byte OP_1 = 0x51;
  private static final byte OP_16 = 0x60;
  private static final byte OP_DUP = 0x76;
  private static final byte OP_EQUAL = (byte) 0x87;
  private static final byte OP_EQUALVERIFY = (byte) 0x88;
  private static final byte OP_HASH160 = (byte) 0xa9;
  private static final byte OP_CHECKSIG = (byte) 0xac;
  private static final byte PUSH_20 = 20;

  private final Network network;

  Owners(Network network) {
    this.network = network;
  }

  /** Of an empty script, which anybody can spend, nobody that is known. */
  Party of(byte[] script) {
    if (script.length == 0) {
      return Outside.UNKNOWN;
    }
    return address(script)
        .<Party>map(text -> new Address(network.chain(), text))
        .orElseGet(() -> new Script(HEX.formatHex(script)));
  }

  /** The script, in hexadecimal, of which somebody is the owner. */
  String script(Party owner) {
    return switch (owner) {
      case Address address -> HEX.formatHex(script(address.text()));
      case Script(String text) -> text;
      case Outside _ -> "";
    };
  }

  private byte[] script(String address) {
    return ScriptBuilder.createOutputScript(
            AddressParser.getDefault(network.network()).parseAddress(address))
        .program();
  }

  private Optional<String> address(byte[] script) {
    if (isPublicKeyHash(script)) {
      byte[] hash = Arrays.copyOfRange(script, 3, 23);
      return Optional.of(LegacyAddress.fromPubKeyHash(network.network(), hash).toBase58());
    }
    if (isScriptHash(script)) {
      byte[] hash = Arrays.copyOfRange(script, 2, 22);
      return Optional.of(LegacyAddress.fromScriptHash(network.network(), hash).toBase58());
    }
    return isWitnessProgram(script) ? witnessAddress(script) : Optional.empty();
  }

  private static boolean isPublicKeyHash(byte[] script) {
    return script.length == 25
        && script[0] == OP_DUP
        && script[1] == OP_HASH160
        && script[2] == PUSH_20
        && script[23] == OP_EQUALVERIFY
        && script[24] == OP_CHECKSIG;
  }

  private static boolean isScriptHash(byte[] script) {
    return script.length == 23
        && script[0] == OP_HASH160
        && script[1] == PUSH_20
        && script[22] == OP_EQUAL;
  }

  /** A version and one push of 2 to 40 bytes (BIP 141). */
  private static boolean isWitnessProgram(byte[] script) {
    return script.length >= 4
        && script.length <= 42
        && (script[0] == OP_0 || (script[0] >= OP_1 && script[0] <= OP_16))
        && script[1] == script.length - 2;
  }

  /** None for a length that the rules of versions 0 and 1 know no spending for (BIP 141, 341). */
  private Optional<String> witnessAddress(byte[] script) {
    int version = script[0] == OP_0 ? 0 : script[0] - OP_1 + 1;
    byte[] program = Arrays.copyOfRange(script, 2, script.length);
    boolean known =
        switch (version) {
          case 0 -> program.length == 20 || program.length == 32;
          case 1 -> program.length == 32;
          default -> true;
        };
    return known
        ? Optional.of(SegwitAddress.fromProgram(network.network(), version, program).toBech32())
        : Optional.empty();
  }
}
