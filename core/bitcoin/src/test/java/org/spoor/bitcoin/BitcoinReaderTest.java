package org.spoor.bitcoin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.bitcoinj.core.Transaction;
import org.junit.jupiter.api.Test;
import org.spoor.bitcoin.parse.BareBlock;
import org.spoor.bitcoin.parse.Blocks;
import org.spoor.bitcoin.parse.Network;
import org.spoor.bitcoin.parse.Transactions;
import org.spoor.bitcoin.regtest.Payment;
import org.spoor.bitcoin.regtest.RegtestChain;
import org.spoor.bitcoin.source.Confirmed;
import org.spoor.bitcoin.source.Fate;
import org.spoor.bitcoin.source.Search;
import org.spoor.bitcoin.source.Server;
import org.spoor.bitcoin.source.Tip;
import org.spoor.endpoint.Budget;
import org.spoor.endpoint.Meter;
import org.spoor.model.SpoorException;
import org.spoor.model.chain.Spend;
import org.spoor.model.chain.UtxoTransaction;
import org.spoor.model.value.Chain;
import org.spoor.model.value.OutPoint;
import org.spoor.model.value.TxId;

/** In which groups a server is asked, and what is done with answers that cannot be. */
final class BitcoinReaderTest {

  private static final Transactions PARSED = new Transactions(Network.REGTEST);
  private static final Blocks BLOCKS = new Blocks(Network.REGTEST);

  private final RegtestChain chain = RegtestChain.begin().mineEmpty(2);

  /** A server that states no values, and takes note of what it is asked. */
  private final class Noting implements Server {

    private final List<Set<TxId>> transactions = new CopyOnWriteArrayList<>();
    private final List<Set<OutPoint>> fates = new CopyOnWriteArrayList<>();
    private final AtomicBoolean isDown = new AtomicBoolean();
    private final AtomicBoolean isScanBroken = new AtomicBoolean();
    private Search search = Search.LOOKUP;
    private final List<Long> doubted = new CopyOnWriteArrayList<>();
    private Optional<Fate> always = Optional.empty();
    private boolean isBudgetSpent;

    @Override
    public String name() {
      return "noting";
    }

    @Override
    public Tip tip() {
      return new Tip(chain.height(), "00", Instant.EPOCH);
    }

    @Override
    public Map<TxId, Confirmed> transactions(Set<TxId> ids) {
      transactions.add(Set.copyOf(ids));
      if (isDown.getAndSet(false)) {
        throw SpoorException.unavailable("noting: down");
      }
      Map<TxId, Confirmed> found = new HashMap<>();
      for (UtxoTransaction each : chain.transactions()) {
        if (ids.contains(each.id())) {
          Transaction raw =
              chain.transaction((int) each.position().height(), each.position().transaction());
          found.put(
              each.id(),
              new Confirmed(PARSED.bare(raw), each.position(), each.time(), Optional.empty()));
        }
      }
      return found;
    }

    @Override
    public Search search() {
      return search;
    }

    @Override
    public Map<OutPoint, Fate> fates(Set<OutPoint> outputs) {
      fates.add(Set.copyOf(outputs));
      if (isScanBroken.getAndSet(false)) {
        throw SpoorException.unavailable("noting: broken off");
      }
      Map<OutPoint, Fate> all = new HashMap<>();
      outputs.forEach(output -> all.put(output, always.orElseGet(() -> fate(output))));
      return all;
    }

    private Fate fate(OutPoint output) {
      return chain.transactions().stream()
          .filter(each -> each.inputs().stream().anyMatch(i -> i.spent().equals(output)))
          .findFirst()
          .<Fate>map(spender -> new Fate.Spent(spender.id()))
          .orElseGet(Fate.Unspent::new);
    }

    @Override
    public Optional<List<Confirmed>> block(long height) {
      BareBlock block = BLOCKS.read(chain.block((int) height).serialize(), "block " + height);
      Meter.of(Budget.of(isBudgetSpent ? OptionalLong.of(0) : OptionalLong.empty())).sending(1);
      return Optional.of(Confirmed.all(block, height));
    }

    @Override
    public void doubt(long height) {
      doubted.add(height);
    }
  }

  private static Noting passing(Noting server) {
    server.search = Search.PASS;
    return server;
  }

  /** Each output is spent in a block of its own. */
  private UtxoTransaction spentFan(int outputs) {
    Transaction fan = fan(outputs);
    chain.mine(fan);
    for (int i = 0; i < outputs; i++) {
      chain.mine(new Payment().from(fan, i).to("on", 900).transaction());
    }
    return told(id(fan));
  }

  private static void assertSpent(BitcoinReader reader, UtxoTransaction fan, int outputs) {
    for (int i = 0; i < outputs; i++) {
      assertThat(reader.spend(fan.outPoint(i), fan.position())).isInstanceOf(Spend.By.class);
    }
  }

  private static TxId id(Transaction transaction) {
    return new TxId(Chain.BITCOIN_REGTEST, transaction.getTxId().toString());
  }

  private UtxoTransaction told(TxId id) {
    return chain.transactions().stream().filter(t -> t.id().equals(id)).findFirst().orElseThrow();
  }

  private Transaction fan(int outputs) {
    Payment fan = new Payment().from(chain.coinbase(1), 0);
    for (int i = 0; i < outputs; i++) {
      fan.to("to" + i, 1000);
    }
    return fan.transaction();
  }

  @Test
  void expectSpends_manyOutputs_fetchesTheirSpendersInFewGroups() {
    UtxoTransaction told = spentFan(40);
    Noting server = new Noting();
    try (BitcoinReader reader = new BitcoinReader(server, Network.REGTEST)) {
      reader.expectSpends(
          IntStream.range(0, 40).mapToObj(told::outPoint).toList(), told.position());

      assertSpent(reader, told, 40);

      assertThat(server.fates).hasSizeLessThanOrEqualTo(3);
      assertThat(server.transactions.stream().flatMap(Set::stream).distinct()).hasSize(42);
      assertThat(reader.remarks()).isEmpty();
    }
  }

  @Test
  void expectSpends_oneAfterAnotherOfAServerThatScans_goTogetherOnceOneIsWanted() {
    UtxoTransaction told = spentFan(40);
    Noting server = passing(new Noting());
    try (BitcoinReader reader = new BitcoinReader(server, Network.REGTEST)) {
      for (int i = 0; i < 40; i++) {
        reader.expectSpends(List.of(told.outPoint(i)), told.position());
      }
      assertThat(server.fates).isEmpty();

      assertSpent(reader, told, 40);

      assertThat(server.fates).hasSize(1);
    }
  }

  @Test
  void expectSpends_scanThatWasBrokenOff_isMadeOnceMoreForAll() {
    UtxoTransaction told = spentFan(40);
    Noting server = passing(new Noting());
    server.isScanBroken.set(true);
    try (BitcoinReader reader = new BitcoinReader(server, Network.REGTEST)) {
      reader.expectSpends(
          IntStream.range(0, 40).mapToObj(told::outPoint).toList(), told.position());

      assertSpent(reader, told, 40);

      assertThat(server.fates.stream().map(Set::size)).containsExactly(40, 1, 40);
    }
  }

  @Test
  void spend_serverThatFailedWhileItWasOnlyExpected_isAskedAgain() {
    Transaction fan = fan(1);
    chain.mine(fan);
    Noting server = new Noting();
    server.isDown.set(true);
    try (BitcoinReader reader = new BitcoinReader(server, Network.REGTEST)) {
      reader.expectTransactions(List.of(id(fan)));

      assertThat(reader.transaction(id(fan))).contains(told(id(fan)));
    }
  }

  @Test
  void spend_spenderThatDoesNotSpendIt_isRefused() {
    Transaction fan = fan(1);
    chain.mine(fan);
    Noting server = new Noting();
    TxId other = id(chain.coinbase(2));
    server.always = Optional.of(new Fate.Spent(other));
    try (BitcoinReader reader = new BitcoinReader(server, Network.REGTEST)) {
      UtxoTransaction told = told(id(fan));

      assertThatThrownBy(() -> reader.spend(told.outPoint(0), told.position()))
          .hasMessage(
              "noting: output %s is said to be spent by %s, which does not spend it"
                  .formatted(told.outPoint(0), other));
    }
  }

  @Test
  void spend_serverThatCannotTell_isUnknownAndSaid() {
    Transaction fan = fan(1);
    chain.mine(fan);
    Noting server = new Noting();
    server.always = Optional.of(new Fate.Unknown("no index of spenders"));
    try (BitcoinReader reader = new BitcoinReader(server, Network.REGTEST)) {
      UtxoTransaction told = told(id(fan));

      assertThat(reader.spend(told.outPoint(0), told.position())).isEqualTo(new Spend.Unknown());
      assertThat(reader.remarks())
          .containsExactly("output %s: no index of spenders".formatted(told.outPoint(0)));
    }
  }

  /** What a trace asks for by id need not be asked for as a spender. */
  @Test
  void transaction_twoThatSpendOneOutput_areRefused() {
    Transaction fan = fan(1);
    Transaction one = new Payment().from(fan, 0).to("one", 900).transaction();
    Transaction other = new Payment().from(fan, 0).to("other", 800).transaction();
    chain.mine(fan).mine(one).mine(other);
    try (BitcoinReader reader = new BitcoinReader(new Noting(), Network.REGTEST)) {
      reader.transaction(id(one));
      assertThatThrownBy(() -> reader.transaction(id(other)))
          .hasMessage(
              "noting: output %s is spent by %s and by %s"
                  .formatted(new OutPoint(id(fan), 0), id(one), id(other)));
    }
  }

  /** What pays fees in a block may also be in it what spends an output. */
  @Test
  void block_withTheSpenderOfWhatIsSaidToBeUnspent_isRefused() {
    Transaction fan = fan(1);
    Transaction spender = new Payment().from(fan, 0).to("on", 900).transaction();
    chain.mine(fan).mine(spender);
    Noting server = new Noting();
    server.always = Optional.of(new Fate.Unspent());
    try (BitcoinReader reader = new BitcoinReader(server, Network.REGTEST)) {
      UtxoTransaction told = told(id(fan));
      reader.spend(told.outPoint(0), told.position());

      assertThatThrownBy(() -> reader.block(Chain.BITCOIN_REGTEST, chain.height()))
          .hasMessage(
              "noting: output %s is said to be unspent, and %s spends it"
                  .formatted(told.outPoint(0), id(spender)));
      assertThat(server.doubted).containsExactly(chain.height());
    }
  }

  @Test
  void spend_unspentWhereTheBlockThatWasReadSpendsIt_isRefused() {
    Transaction fan = fan(1);
    Transaction spender = new Payment().from(fan, 0).to("on", 900).transaction();
    chain.mine(fan, spender);
    Noting server = new Noting();
    server.always = Optional.of(new Fate.Unspent());
    try (BitcoinReader reader = new BitcoinReader(server, Network.REGTEST)) {
      UtxoTransaction told = told(id(fan));
      reader.block(Chain.BITCOIN_REGTEST, chain.height());

      assertThatThrownBy(() -> reader.spend(told.outPoint(0), told.position()))
          .hasMessage(
              "noting: output %s is said to be unspent, and %s spends it"
                  .formatted(told.outPoint(0), id(spender)));
    }
  }

  @Test
  void block_beyondTheBudget_isAbsentAndTheRunIsCutShort() {
    chain.mine(fan(1));
    Noting server = new Noting();
    server.isBudgetSpent = true;
    try (BitcoinReader reader = new BitcoinReader(server, Network.REGTEST)) {
      assertThat(reader.block(Chain.BITCOIN_REGTEST, chain.height())).isEmpty();
      assertThat(reader.cutShort())
          .contains("the run was cut short: the budget of 0 calls was spent");
    }
  }
}
