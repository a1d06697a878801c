package org.spoor.bitcoin.esplora;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.spoor.bitcoin.esplora.Answers.Place;
import org.spoor.bitcoin.esplora.Answers.Spender;
import org.spoor.bitcoin.parse.BareBlock;
import org.spoor.bitcoin.parse.BareHeader;
import org.spoor.bitcoin.parse.BareTransaction;
import org.spoor.bitcoin.parse.Network;
import org.spoor.bitcoin.source.Asking;
import org.spoor.bitcoin.source.Confirmed;
import org.spoor.bitcoin.source.Fate;
import org.spoor.bitcoin.source.Search;
import org.spoor.bitcoin.source.Server;
import org.spoor.bitcoin.source.ServerOfParts;
import org.spoor.bitcoin.source.ServerOfParts.Said;
import org.spoor.bitcoin.source.Tip;
import org.spoor.endpoint.Call;
import org.spoor.endpoint.Node;
import org.spoor.endpoint.store.AnswerStore;
import org.spoor.model.SpoorException;
import org.spoor.model.value.ChainPosition;
import org.spoor.model.value.OutPoint;
import org.spoor.model.value.TxId;
import tools.jackson.databind.JsonNode;

/**
 * A server of the Esplora kind: electrs as Blockstream and mempool.space have it.
 *
 * <p>Of what it says, transactions are proven by their bytes, and that they are in a block by the
 * block's header. Its word alone are: which block is at a height, that an output is unspent, and
 * what inputs are worth.
 */
final class EsploraServer implements ServerOfParts.Transactions, ServerOfParts.WholeBlocks {

  /** Transactions on a page of a block. */
  private static final int PAGE = 25;

  private static final int MOST_PLACES = 100_000;

  private final Asking asking;
  private final Answers answers;
  private final Tip tip;

  /** Where spenders stand, as they were found: asking again for it is saved. */
  private final Map<TxId, Place> places =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<TxId, Place> eldest) {
          return size() > MOST_PLACES;
        }
      };

  private EsploraServer(Asking asking, Answers answers, Tip tip) {
    this.asking = asking;
    this.answers = answers;
    this.tip = tip;
  }

  /**
   * @param node that answers paths, from its memory what it has answered before
   * @param tip the last block that the run reads
   */
  static Server of(Node node, Network network, Tip tip, AnswerStore store) {
    var parts = new EsploraServer(new Asking(node), new Answers(network), tip);
    return new ServerOfParts(node, tip, Search.LOOKUP, parts, parts::fates, parts, store);
  }

  @Override
  public Map<TxId, BareTransaction> bare(Set<TxId> ids) {
    Map<TxId, BareTransaction> bare = new HashMap<>();
    of(ids).forEach((id, confirmed) -> bare.put(id, confirmed.transaction()));
    return bare;
  }

  @Override
  public Map<TxId, Confirmed> of(Set<TxId> ids) {
    Map<TxId, Place> placed = placed(ids);
    if (placed.isEmpty()) {
      return Map.of();
    }
    List<Call> bytes = new ArrayList<>();
    List<Call> told = new ArrayList<>();
    placed.keySet().forEach(id -> told.add(Paths.outspends(id, tip.hash())));
    placed.forEach((id, place) -> {
      bytes.add(Paths.header(place.block()));
      bytes.add(Paths.hex(id));
      told.add(Paths.transaction(id, place.block()));
      told.add(Paths.proof(id, place.block()));
    });
    Asking.Given given = asking.ask(bytes, told);
    Map<TxId, Confirmed> found = new HashMap<>();
    placed.forEach((id, place) ->
        found.put(id, believed(() -> confirmed(id, place, given), () -> withParents(id, given))));
    return found;
  }

  /** Where transactions stand that are in a block up to the tip. */
  private Map<TxId, Place> placed(Set<TxId> ids) {
    Map<TxId, Place> placed = new TreeMap<>();
    List<TxId> open = new ArrayList<>();
    synchronized (places) {
      for (TxId id : ids) {
        Optional.ofNullable(places.get(id))
            .ifPresentOrElse(place -> placed.put(id, place), () -> open.add(id));
      }
    }
    Asking.Given given = asking.ask(open.stream().map(id -> Paths.status(id, tip.hash())).toList());
    for (TxId id : open) {
      given
          .find(Paths.status(id, tip.hash()), answer -> answers.status(answer, tip))
          .flatMap(place -> place)
          .ifPresent(place -> placed.put(id, place));
    }
    synchronized (places) {
      places.putAll(placed);
    }
    return placed;
  }

  private Confirmed confirmed(TxId id, Place place, Asking.Given given) {
    String block = place.block();
    BareHeader header = given.read(Paths.header(block), answer -> answers.header(answer, block));
    Call proof = Paths.proof(id, block);
    int position = given.read(proof, answer -> answers.position(answer, id, header, place));
    BareTransaction transaction =
        given.read(Paths.hex(id), answer -> answers.transaction(answer, id));
    return new Confirmed(
        transaction,
        new ChainPosition(place.height(), position, 0),
        header.time(),
        given.read(
            Paths.transaction(id, block), answer -> answers.told(answer, transaction, block)));
  }

  /** What parents say of their spender may be wrong, too. */
  private Set<TxId> withParents(TxId id, Asking.Given given) {
    return Stream.concat(
            Stream.of(id),
            given.read(Paths.hex(id), answer -> answers.transaction(answer, id)).spent().stream()
                .map(OutPoint::tx))
        .collect(Collectors.toSet());
  }

  private <T> T believed(Supplier<T> reading, Supplier<Set<TxId>> otherwiseDoubted) {
    try {
      return reading.get();
    } catch (SpoorException e) {
      if (e.kind() == SpoorException.Kind.MALFORMED_DATA) {
        asking.node().forget(said(otherwiseDoubted.get()).calls());
      }
      throw e;
    }
  }

  /** Bytes and proofs are proven; what may be wrong is the rest. */
  @Override
  public Said said(Set<TxId> ids) {
    List<Call> doubted = new ArrayList<>();
    synchronized (places) {
      for (TxId id : ids) {
        Optional.ofNullable(places.remove(id))
            .map(Place::block)
            .ifPresent(block -> {
              doubted.add(Paths.transaction(id, block));
              doubted.add(Paths.proof(id, block));
            });
        doubted.add(Paths.status(id, tip.hash()));
        doubted.add(Paths.outspends(id, tip.hash()));
      }
    }
    return new Said(doubted, List.of());
  }

  private Map<OutPoint, Fate> fates(Set<OutPoint> outputs) {
    Map<TxId, List<OutPoint>> byTransaction =
        outputs.stream()
            .collect(Collectors.groupingBy(OutPoint::tx, TreeMap::new, Collectors.toList()));
    Asking.Given given =
        asking.ask(
            byTransaction.keySet().stream().map(id -> Paths.outspends(id, tip.hash())).toList());
    Map<OutPoint, Fate> fates = new HashMap<>();
    byTransaction.forEach((id, asked) -> {
      Call call = Paths.outspends(id, tip.hash());
      List<Optional<Spender>> spenders = given.read(call, answers::outspends);
      asked.forEach(output ->
          fates.put(output, believed(() -> fate(call, spenders, output), () -> Set.of(id))));
    });
    return fates;
  }

  private Fate fate(Call call, List<Optional<Spender>> spenders, OutPoint output) {
    if (output.index() >= spenders.size()) {
      throw SpoorException.malformedData(
          "%s: %s: nothing is told of output %d".formatted(asking.name(), call, output.index()));
    }
    Optional<Spender> spender = spenders.get(output.index());
    Fate fate = Answers.fate(spender, tip);
    if (fate instanceof Fate.Spent(TxId by)) {
      synchronized (places) {
        spender.flatMap(Spender::place).ifPresent(place -> places.put(by, place));
      }
    }
    return fate;
  }

  @Override
  public List<Confirmed> at(long height) {
    BareBlock block = block(height);
    List<JsonNode> told = told(block);
    return IntStream.range(0, block.transactions().size())
        .mapToObj(i -> confirmed(block, height, i, told))
        .toList();
  }

  private BareBlock block(long height) {
    String hash = asking.read(Paths.hashAt(height, tip.hash()), answers::hash);
    return asking.read(Paths.rawBlock(hash), answer -> answers.block(answer, hash));
  }

  /** At which height it is, and what its transactions spend. */
  @Override
  public List<Call> said(long height) {
    return Stream.concat(Stream.of(Paths.hashAt(height, tip.hash())), pages(block(height)).stream())
        .toList();
  }

  private static List<Call> pages(BareBlock block) {
    return IntStream.iterate(0, from -> from < block.transactions().size(), from -> from + PAGE)
        .mapToObj(from -> Paths.blockPage(block.hash(), from))
        .toList();
  }

  /** The transactions of a block as the server tells them, none if it does not tell them all. */
  private List<JsonNode> told(BareBlock block) {
    List<Call> pages = pages(block);
    Asking.Given given = asking.ask(pages);
    List<JsonNode> told =
        pages.stream()
            .flatMap(page -> given.find(page, answer -> answer).stream())
            .flatMap(JsonNode::valueStream)
            .toList();
    return told.size() == block.transactions().size() ? told : List.of();
  }

  private Confirmed confirmed(BareBlock block, long height, int index, List<JsonNode> told) {
    BareTransaction transaction = block.transactions().get(index);
    Call call = Paths.transaction(transaction.id(), block.hash());
    return new Confirmed(
        transaction,
        new ChainPosition(height, index, 0),
        block.time(),
        told.isEmpty()
            ? Optional.empty()
            : call.read(
                asking.name(), () -> answers.told(told.get(index), transaction, block.hash())));
  }
}
