package org.spoor.ethereum.anvil;

import static org.spoor.ethereum.anvil.Cast.DOLLAR;
import static org.spoor.ethereum.anvil.Cast.DOLLARS;
import static org.spoor.ethereum.anvil.Cast.EXCHANGE;
import static org.spoor.ethereum.anvil.Cast.IMITATIONS;
import static org.spoor.ethereum.anvil.Cast.PEELINGS;
import static org.spoor.ethereum.anvil.Cast.PEELS;
import static org.spoor.ethereum.anvil.Cast.POISONER;
import static org.spoor.ethereum.anvil.Cast.SPLITTER;
import static org.spoor.ethereum.anvil.Cast.STRANGER;
import static org.spoor.ethereum.anvil.Cast.TAXED_TOKENS;
import static org.spoor.ethereum.anvil.Cast.THIEF;
import static org.spoor.ethereum.anvil.Cast.VICTIM;
import static org.spoor.ethereum.anvil.Cast.WETH;
import static org.spoor.ethereum.anvil.Cast.account;
import static org.spoor.ethereum.anvil.Stage.ether;
import static org.spoor.ethereum.anvil.Stage.token;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.spoor.model.chain.Transfer;
import org.spoor.model.value.Address;
import org.spoor.model.value.Outside;
import org.spoor.model.value.TxId;

/**
 * A theft of ether and two tokens and what becomes of it, played on a fresh node: every run gives
 * the same addresses, hashes and times. The transfers are what the scenario means to happen, not
 * what a node says of it.
 */
public final class TheftOnAnvil {

  private static final BigInteger NOTHING = BigInteger.ZERO;

  private final Stage stage;
  private final List<TxId> thefts = new ArrayList<>();

  private TheftOnAnvil(Stage stage) {
    this.stage = stage;
  }

  /** Plays it on a node that has no block but its first; all of it is finalised at the end. */
  public static TheftOnAnvil playedOn(Anvil anvil) {
    anvil.rpc("anvil_setCode", DOLLAR.text(), Contract.DOLLAR.runtime());
    anvil.rpc("anvil_setCode", Cast.WRAPPED_ETHER.text(), Contract.WRAPPED_ETHER.runtime());
    TheftOnAnvil theft = new TheftOnAnvil(new Stage(anvil));
    theft.setUp();
    theft.steal();
    theft.peel();
    theft.poison();
    theft.split();
    theft.payMany();
    theft.failAndStay();
    theft.swap();
    theft.wrap();
    theft.cashOut();
    anvil.mine(3);
    return theft;
  }

  /** The transactions that took ether, dollars and taxed tokens from {@link Cast#VICTIM}. */
  public List<TxId> thefts() {
    return List.copyOf(thefts);
  }

  /** Where all of it went first. */
  public Address attacker() {
    return THIEF;
  }

  /** Everything that moves, in order: within a transaction the fee, then ether, then tokens. */
  public List<Transfer> transfers() {
    return stage.facts();
  }

  /** What of it touches an address. */
  public List<Transfer> history(Address address) {
    return stage.facts().stream().filter(t -> t.touches(address)).toList();
  }

  private void setUp() {
    create(SPLITTER, NOTHING, Contract.SPLITTER.creation(), 489_679);
    create(Cast.WAVERER, NOTHING, Contract.WAVERER.creation(), 336_677);
    create(Cast.MULTISEND, NOTHING, Contract.MULTISEND.creation(), 266_088);
    create(Cast.POOL, eth("500"), Contract.POOL.creation(DOLLAR), 292_035);
    create(Cast.ROUTER, NOTHING, Contract.ROUTER.creation(), 201_707);
    create(Cast.TAXED, NOTHING, Contract.TAXED.creation(), 372_033);
    create(Cast.IMITATION, NOTHING, Contract.IMITATION.creation(), 132_459);
    stage.block();
    mint(VICTIM, dollars(400_000), 46_127);
    mint(Cast.POOL, dollars(1_000_000), 46_127);
    stage.call(
        Cast.DEPLOYER,
        Cast.TAXED,
        NOTHING,
        Contract.TAXED.call("mint", VICTIM, taxed(2_000)),
        46_161,
        token(TAXED_TOKENS, Outside.ISSUANCE, VICTIM, taxed(2_000)));
    stage.pay(STRANGER, THIEF, eth("1"));
    stage.block();
  }

  private void create(Address created, BigInteger wei, String code, long gas) {
    stage.create(Cast.DEPLOYER, created, wei, code, gas);
  }

  private void mint(Address to, BigInteger units, long gas) {
    stage.call(
        Cast.DEPLOYER,
        DOLLAR,
        NOTHING,
        Contract.DOLLAR.call("mint", to, units),
        gas,
        token(DOLLARS, Outside.ISSUANCE, to, units));
  }

  private void steal() {
    thefts.add(stage.pay(VICTIM, THIEF, eth("400")));
    stage.block();
    thefts.add(sendDollars(VICTIM, THIEF, dollars(300_000), 51_436));
    stage.block();
    thefts.add(
        stage.call(
            VICTIM,
            Cast.TAXED,
            NOTHING,
            Contract.TAXED.call("transfer", THIEF, taxed(1_000)),
            76_213,
            token(TAXED_TOKENS, VICTIM, Cast.TAX_COLLECTOR, taxed(10)),
            token(TAXED_TOKENS, VICTIM, THIEF, taxed(990))));
    stage.block();
  }

  private TxId sendDollars(Address from, Address to, BigInteger units, long gas) {
    return stage.call(
        from,
        DOLLAR,
        NOTHING,
        Contract.DOLLAR.call("transfer", to, units),
        gas,
        token(DOLLARS, from, to, units));
  }

  /** Each hop leaves five ether behind and empties its account; a stranger pays into the sixth. */
  private void peel() {
    BigInteger rest = eth("100");
    stage.pay(THIEF, PEELS.getFirst(), rest);
    stage.pay(STRANGER, PEELS.get(5), eth("15"));
    stage.block();
    for (int hop = 0; hop < PEELS.size(); hop++) {
      rest = hop == 5 ? rest.add(eth("15")) : rest;
      stage.pay(PEELS.get(hop), PEELINGS.get(hop), eth("5"));
      rest = rest.subtract(eth("5")).subtract(Anvil.PAYMENT_FEE.multiply(BigInteger.TWO));
      stage.pay(PEELS.get(hop), hop + 1 < PEELS.size() ? PEELS.get(hop + 1) : EXCHANGE, rest);
      stage.block();
    }
  }

  private void poison() {
    stage.call(
        POISONER,
        DOLLAR,
        NOTHING,
        Contract.DOLLAR.call("transferFrom", THIEF, Cast.LOOK_ALIKE, NOTHING),
        31_587,
        token(DOLLARS, THIEF, Cast.LOOK_ALIKE, NOTHING));
    pretend(VICTIM, THIEF, dollars(5_000_000), 24_266);
    pretend(THIEF, Cast.LOOK_ALIKE, dollars(300_000), 24_254);
    stage.block();
  }

  private void pretend(Address from, Address to, BigInteger units, long gas) {
    stage.call(
        POISONER,
        Cast.IMITATION,
        NOTHING,
        Contract.IMITATION.call("pretend", from, to, units),
        gas,
        token(IMITATIONS, from, to, units));
  }

  private void split() {
    List<Address> three = List.of(account("part 0"), account("part 1"), account("part 2"));
    stage.call(
        THIEF,
        SPLITTER,
        eth("31"),
        Contract.SPLITTER.call("byCall", three),
        127_285,
        ether(THIEF, SPLITTER, eth("31")),
        ether(SPLITTER, three.get(0), new BigInteger("10333333333333333334")),
        ether(SPLITTER, three.get(1), new BigInteger("10333333333333333333")),
        ether(SPLITTER, three.get(2), new BigInteger("10333333333333333333")));
    stage.block();
    stage.call(
        THIEF,
        SPLITTER,
        eth("10"),
        Contract.SPLITTER.call("byCreate"),
        107_901,
        ether(THIEF, SPLITTER, eth("10")),
        ether(SPLITTER, Cast.VAULT, eth("10")));
    stage.block();
    stage.call(
        THIEF,
        Cast.VAULT,
        NOTHING,
        Contract.VAULT.call("empty", account("heir of the vault")),
        56_146,
        ether(Cast.VAULT, account("heir of the vault"), eth("10")));
    stage.block();
    stage.call(
        THIEF,
        SPLITTER,
        eth("7"),
        Contract.SPLITTER.call("bySelfdestruct", account("heir of the mayfly")),
        109_931,
        ether(THIEF, SPLITTER, eth("7")),
        ether(SPLITTER, Cast.MAYFLY, eth("7")),
        ether(Cast.MAYFLY, account("heir of the mayfly"), eth("7")));
    stage.call(
        THIEF,
        SPLITTER,
        eth("6"),
        Contract.SPLITTER.call("byDelegatecall", account("delegate")),
        59_336,
        ether(THIEF, SPLITTER, eth("6")),
        ether(SPLITTER, account("delegate"), eth("6")));
    stage.block();
    stage.create(THIEF, Cast.OWN_VAULT, eth("2"), Contract.VAULT.creation(), 111_943);
    stage.call(
        THIEF,
        Cast.WAVERER,
        eth("8"),
        Contract.WAVERER.call(
            "pass", List.of(account("undone 0"), account("undone 1")), account("wavered")),
        137_379,
        ether(THIEF, Cast.WAVERER, eth("8")),
        ether(Cast.WAVERER, account("wavered"), eth("8")));
    stage.block();
  }

  private void payMany() {
    List<Address> two = List.of(account("one of many 0"), account("one of many 1"));
    stage.call(
        THIEF,
        Cast.MULTISEND,
        eth("7"),
        Contract.MULTISEND.call("ether_", two, List.of(eth("3"), eth("4"))),
        92_991,
        ether(THIEF, Cast.MULTISEND, eth("7")),
        ether(Cast.MULTISEND, two.get(0), eth("3")),
        ether(Cast.MULTISEND, two.get(1), eth("4")));
    approve(Cast.MULTISEND, 46_094);
    stage.call(
        THIEF,
        Cast.MULTISEND,
        NOTHING,
        Contract.MULTISEND.call("token", DOLLAR, two, List.of(dollars(10_000), dollars(20_000))),
        88_715,
        token(DOLLARS, THIEF, two.get(0), dollars(10_000)),
        token(DOLLARS, THIEF, two.get(1), dollars(20_000)));
    stage.block();
    // An account that in one block is paid both openly and from within a contract.
    Address both = account("paid twice");
    stage.pay(THIEF, both, eth("1"));
    stage.call(
        THIEF,
        SPLITTER,
        eth("2"),
        Contract.SPLITTER.call("byCall", List.of(both, THIEF)),
        39_686,
        ether(THIEF, SPLITTER, eth("2")),
        ether(SPLITTER, both, eth("1")),
        ether(SPLITTER, THIEF, eth("1")));
    stage.block();
  }

  private void approve(Address spender, long gas) {
    BigInteger all = dollars(300_000);
    stage.call(THIEF, DOLLAR, NOTHING, Contract.DOLLAR.call("approve", spender, all), gas);
  }

  private void failAndStay() {
    stage.call(THIEF, DOLLAR, eth("1"), "0x", 21_043);
    stage.call(
        THIEF,
        DOLLAR,
        NOTHING,
        Contract.DOLLAR.call("transfer", EXCHANGE, dollars(9_000_000)),
        24_327);
    stage.pay(THIEF, THIEF, eth("2"));
    stage.pay(THIEF, PEELS.getFirst(), NOTHING);
    sendDollars(THIEF, THIEF, dollars(1_000), 26_724);
    stage.call(
        THIEF,
        DOLLAR,
        NOTHING,
        Contract.DOLLAR.call("burn", dollars(10)),
        28_439,
        token(DOLLARS, THIEF, Outside.BURN, dollars(10)));
    stage.block();
  }

  /** The pool has 500 ether and a million dollars; what it gives keeps their product. */
  private void swap() {
    approve(Cast.POOL, 46_094);
    approve(Cast.ROUTER, 46_082);
    stage.block();
    BigInteger gain = new BigInteger("45454545454545454545");
    stage.call(
        THIEF,
        Cast.POOL,
        NOTHING,
        Contract.POOL.call("sell", dollars(100_000), THIEF),
        50_998,
        ether(Cast.POOL, THIEF, gain),
        token(DOLLARS, THIEF, Cast.POOL, dollars(100_000)));
    stage.block();
    Address gainer = account("gainer");
    BigInteger second = new BigInteger("19762845849802371541");
    stage.call(
        THIEF,
        Cast.ROUTER,
        NOTHING,
        Contract.ROUTER.call("sell", Cast.POOL, DOLLAR, dollars(50_000), gainer),
        112_432,
        ether(Cast.POOL, Cast.ROUTER, second),
        ether(Cast.ROUTER, gainer, second),
        token(DOLLARS, THIEF, Cast.ROUTER, dollars(50_000)),
        token(DOLLARS, Cast.ROUTER, Cast.POOL, dollars(50_000)));
    stage.block();
  }

  private void wrap() {
    stage.call(
        THIEF,
        Cast.WRAPPED_ETHER,
        eth("12"),
        Contract.WRAPPED_ETHER.call("deposit"),
        44_957,
        ether(THIEF, Cast.WRAPPED_ETHER, eth("12")),
        token(WETH, Outside.ISSUANCE, THIEF, eth("12")));
    stage.block();
    stage.call(
        THIEF,
        Cast.WRAPPED_ETHER,
        NOTHING,
        Contract.WRAPPED_ETHER.call("transfer", account("holder of wrapped ether"), eth("5")),
        51_450,
        token(WETH, THIEF, account("holder of wrapped ether"), eth("5")));
    stage.call(
        THIEF,
        Cast.WRAPPED_ETHER,
        NOTHING,
        Contract.WRAPPED_ETHER.call("withdraw", eth("6.5")),
        35_055,
        ether(Cast.WRAPPED_ETHER, THIEF, eth("6.5")),
        token(WETH, THIEF, Outside.BURN, eth("6.5")));
    stage.block();
  }

  private void cashOut() {
    stage.pay(THIEF, EXCHANGE, eth("20"));
    sendDollars(THIEF, EXCHANGE, dollars(40_000), 51_448);
    stage.block();
  }

  private static BigInteger eth(String whole) {
    return new BigDecimal(whole).movePointRight(18).toBigIntegerExact();
  }

  private static BigInteger dollars(long whole) {
    return BigInteger.valueOf(whole).multiply(BigInteger.valueOf(1_000_000));
  }

  private static BigInteger taxed(long whole) {
    return BigInteger.valueOf(whole).multiply(BigInteger.valueOf(1_000_000_000));
  }
}
