package org.spoor.model.value;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** A ledger with an order of its own; it knows how its addresses are written. */
public enum Chain {
  BITCOIN("bitcoin", LedgerModel.UTXO, "BTC", 8, 210_000, Steps.TWO_HOURS_BACK),
  BITCOIN_TESTNET("bitcoin-testnet", LedgerModel.UTXO, "BTC", 8, 210_000, Steps.TWO_HOURS_BACK),
  BITCOIN_REGTEST("bitcoin-regtest", LedgerModel.UTXO, "BTC", 8, 150, Steps.TWO_HOURS_BACK),
  ETHEREUM("ethereum", LedgerModel.ACCOUNT, "ETH", 18, 0, Steps.ONWARD),
  ARBITRUM("arbitrum", LedgerModel.ACCOUNT, "ETH", 18, 0, Steps.NONE),
  OPTIMISM("optimism", LedgerModel.ACCOUNT, "ETH", 18, 0, Steps.NONE),
  BASE("base", LedgerModel.ACCOUNT, "ETH", 18, 0, Steps.NONE),
  BSC("bsc", LedgerModel.ACCOUNT, "BNB", 18, 0, Steps.NONE),
  POLYGON("polygon", LedgerModel.ACCOUNT, "POL", 18, 0, Steps.NONE),
  AVALANCHE("avalanche", LedgerModel.ACCOUNT, "AVAX", 18, 0, Steps.NONE);

  /** From a block's time to a later block's, at the least. */
  private static final class Steps {
    /**
     * Times of Ethereum are whole seconds and strictly increase (Yellow Paper, header validity).
     */
    static final Duration ONWARD = Duration.ofSeconds(1);

    /** Several blocks share a second. */
    static final Duration NONE = Duration.ZERO;

    /** A block may be dated two hours ahead, the next one rightly again (Bitcoin Core, chain.h). */
    static final Duration TWO_HOURS_BACK = Duration.ofHours(-2);
  }

  private static final Pattern UTXO_ADDRESS = Pattern.compile("[0-9A-Za-z]{1,120}");
  private static final String NOBODY = "0x" + "0".repeat(40);
  private static final Amount FIRST_SUBSIDY = Amount.of(5_000_000_000L);

  private final String id;
  private final LedgerModel model;
  private final String coin;
  private final int decimals;
  private final int halving;
  private final Duration leastStep;

  Chain(String id, LedgerModel model, String coin, int decimals, int halving, Duration leastStep) {
    this.id = id;
    this.model = model;
    this.coin = coin;
    this.decimals = decimals;
    this.halving = halving;
    this.leastStep = leastStep;
  }

  /** The chain of that name, for example {@code ethereum}. */
  public static Optional<Chain> find(String id) {
    return Arrays.stream(values()).filter(c -> c.id.equals(id)).findFirst();
  }

  public String id() {
    return id;
  }

  public LedgerModel model() {
    return model;
  }

  /** The symbol of the native coin. */
  public String coinSymbol() {
    return coin;
  }

  /** Base units of the native coin in one coin, as a power of ten. */
  public int coinDecimals() {
    return decimals;
  }

  /** The one spelling of an address text, or nothing if it is no address of this chain. */
  Optional<String> canonicalAddress(String text) {
    return switch (model) {
      case ACCOUNT ->
          isAccountAddress(text) ? Optional.of(text.toLowerCase(Locale.ROOT)) : Optional.empty();
      case UTXO ->
          UTXO_ADDRESS.matcher(text).matches() ? Optional.of(bech32Lower(text)) : Optional.empty();
    };
  }

  private static boolean isAccountAddress(String text) {
    return text.length() == 42
        && (text.startsWith("0x") || text.startsWith("0X"))
        && isHex(text, 2);
  }

  /** BIP 173: a bech32 address may be written in upper case and means the same. */
  private static String bech32Lower(String text) {
    boolean upperBech32 =
        text.equals(text.toUpperCase(Locale.ROOT))
            && (text.startsWith("BC1") || text.startsWith("TB1") || text.startsWith("BCRT1"));
    return upperBech32 ? text.toLowerCase(Locale.ROOT) : text;
  }

  /**
   * The one spelling of a transaction id: a hash in lower case, with 0x on account chains alone.
   */
  String canonicalTxId(String text) {
    if (!isHash(text)) {
      return text;
    }
    String digits = text.substring(text.length() - 64).toLowerCase(Locale.ROOT);
    return switch (model) {
      case ACCOUNT -> "0x" + digits;
      case UTXO -> digits;
    };
  }

  /** Whether the text is 32 bytes in hexadecimal, with or without 0x. */
  static boolean isHash(String text) {
    boolean prefixed = text.startsWith("0x") || text.startsWith("0X");
    return text.length() == (prefixed ? 66 : 64) && isHex(text, prefixed ? 2 : 0);
  }

  private static boolean isHex(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      if (Character.digit(text.charAt(i), 16) < 0 || text.charAt(i) > 'f') {
        return false;
      }
    }
    return true;
  }

  /** What the account-chain address of nobody is. */
  boolean isNobody(String canonicalAddress) {
    return model == LedgerModel.ACCOUNT && canonicalAddress.equals(NOBODY);
  }

  /** The leading characters of an address that every address of its form shares. */
  int commonPrefix(String canonicalAddress) {
    return switch (model) {
      case ACCOUNT -> 2;
      case UTXO ->
          canonicalAddress.matches("(bc|tb|bcrt)1.+") ? canonicalAddress.indexOf('1') + 2 : 1;
    };
  }

  /** What addresses of one type share: prefix, and for bech32 the length. */
  String addressForm(String canonicalAddress) {
    String prefix = canonicalAddress.substring(0, commonPrefix(canonicalAddress));
    if (prefix.length() > 1 && model == LedgerModel.UTXO) {
      return "%s, %d characters".formatted(prefix, canonicalAddress.length());
    }
    // Test networks: one version byte comes out as m or as n.
    return prefix.equals("n") ? "m" : prefix;
  }

  /** Bits that one character of an address carries, rounded down. */
  int bitsPerCharacter(String canonicalAddress) {
    return model == LedgerModel.ACCOUNT ? 4 : 5;
  }

  /** New coins that a block at {@code height} may create, by the chain's own schedule. */
  public Amount subsidy(long height) {
    long halvings = halving == 0 ? 64 : height / halving;
    return halvings >= 64
        ? Amount.ZERO
        : Amount.of(FIRST_SUBSIDY.toBigInteger().shiftRight((int) halvings));
  }

  /** Whether a block of this chain can bear {@code time} behind one that bears {@code before}. */
  public boolean canFollow(Instant before, Instant time) {
    return !time.isBefore(before.plus(leastStep));
  }

  @Override
  public String toString() {
    return id;
  }
}
