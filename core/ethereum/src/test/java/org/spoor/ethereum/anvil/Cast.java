package org.spoor.ethereum.anvil;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.spoor.model.value.Address;
import org.spoor.model.value.Asset;
import org.spoor.model.value.Token;

/** Who takes part in {@link TheftOnAnvil}. */
public final class Cast {

  static final Address DEPLOYER = Anvil.RICH.get(0);
  public static final Address VICTIM = Anvil.RICH.get(1);

  /** Sends clean ether to the thief, first for gas. */
  public static final Address STRANGER = Anvil.RICH.get(2);

  /** Sends the thief transfers of nothing, and of tokens that are not what they are called. */
  public static final Address POISONER = Anvil.RICH.get(3);

  public static final Address THIEF = account("thief");
  public static final Address EXCHANGE = account("deposit address at an exchange");

  /** The peel chain, in its order. */
  public static final List<Address> PEELS =
      IntStream.range(0, 12).mapToObj(i -> account("peel " + i)).toList();

  /** What is peeled off goes there, one for each of {@link #PEELS}. */
  public static final List<Address> PEELINGS =
      IntStream.range(0, 12).mapToObj(i -> account("peeling " + i)).toList();

  /** Shares the first and the last six digits of the first of {@link #PEELS}. */
  public static final Address LOOK_ALIKE = imitate(PEELS.getFirst());

  /** Where the real token of this name is. */
  public static final Address DOLLAR = Anvil.address("0xdac17f958d2ee523a2206206994597c13d831ec7");

  /** Where the real contract of this name is. */
  public static final Address WRAPPED_ETHER =
      Anvil.address("0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2");

  /** As the contract has it. */
  public static final Address TAX_COLLECTOR =
      Anvil.address("0x7a9e000000000000000000000000000000007a9e");

  // Addresses of contracts follow from their creator and its count of creations.
  public static final Address SPLITTER =
      Anvil.address("0x5fbdb2315678afecb367f032d93f642f64180aa3");
  public static final Address WAVERER = Anvil.address("0xe7f1725e7734ce288f8367e1bb143e90bb3f0512");
  public static final Address MULTISEND =
      Anvil.address("0x9fe46736679d2d9a65f0992f2272de9f3c7fa6e0");
  public static final Address POOL = Anvil.address("0xcf7ed3acca5a467e9e704c703e8d87f634fb0fc9");
  public static final Address ROUTER = Anvil.address("0xdc64a140aa3e981100a9beca4e685f962f0cf6c9");
  public static final Address TAXED = Anvil.address("0x5fc8d32690cc91d4c39d9d3abcbd16989f875707");
  public static final Address IMITATION =
      Anvil.address("0x0165878a594ca255338adfa4d48449f69242eb8f");

  /** Created by the splitter with an endowment. */
  public static final Address VAULT = Anvil.address("0xb7a5bd0345ef1cc5e66bf61bdec17d2461fbd968");

  /** Created by the splitter and ended in the same transaction. */
  public static final Address MAYFLY = Anvil.address("0xeebe00ac0756308ac4aabfd76c05c4f3088b8883");

  /** Created by the thief with an endowment. */
  public static final Address OWN_VAULT =
      Anvil.address("0xfefd640ab3fbfeb4fb70f34cda15458f69c457c1");

  public static final Asset DOLLARS = new Token(DOLLAR);
  public static final Asset TAXED_TOKENS = new Token(TAXED);
  public static final Asset IMITATIONS = new Token(IMITATION);
  public static final Asset WETH = new Token(WRAPPED_ETHER);

  private Cast() {}

  /** An account of nobody, always the same for a name. */
  static Address account(String name) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
      return Anvil.address("0x" + HexFormat.of().formatHex(digest, 0, 20));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Address imitate(Address address) {
    String text = address.text();
    String middle = account("look-alike").text().substring(8, 36);
    return Anvil.address(text.substring(0, 8) + middle + text.substring(36));
  }
}
