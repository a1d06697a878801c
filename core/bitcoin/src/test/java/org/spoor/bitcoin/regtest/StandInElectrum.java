package org.spoor.bitcoin.regtest;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.bitcoinj.base.Sha256Hash;
import org.bitcoinj.core.Block;
import org.bitcoinj.core.Transaction;
import org.bitcoinj.core.TransactionInput;
import org.bitcoinj.core.TransactionOutPoint;
import org.bitcoinj.core.TransactionOutput;
import org.spoor.bitcoin.BitcoinSettings;
import org.spoor.bitcoin.BitcoinSource;
import org.spoor.bitcoin.BitcoinSources;
import org.spoor.bitcoin.blockfile.Progress;
import org.spoor.bitcoin.parse.Network;
import org.spoor.endpoint.Endpoint;
import org.spoor.endpoint.Endpoint.KeyPlace;
import org.spoor.kit.SelfSigned;
import org.spoor.kit.StandInLines;
import org.spoor.kit.StandInRpc;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An Electrum server on the loopback that tells a history, and lies as told. */
public final class StandInElectrum implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final HexFormat HEX = HexFormat.of();
  private static final int BAD_REQUEST = 1;
  private static final int DAEMON_ERROR = 2;
  private static final int UNKNOWN_METHOD = -32601;

  private record Place(Transaction transaction, int height, int index) {}

  private final List<Block> blocks;
  private final Map<String, Place> places = new HashMap<>();
  private final Map<TransactionOutPoint, String> spenders = new HashMap<>();
  private final Map<String, Set<String>> histories = new HashMap<>();
  private final Map<String, UnaryOperator<JsonNode>> lies = new ConcurrentHashMap<>();
  private final Map<String, String> refusals = new ConcurrentHashMap<>();
  private final StandInLines lines;
  private volatile int last = Integer.MAX_VALUE;

  private StandInElectrum(
      Optional<SelfSigned> certificate, List<Block> blocks, List<Transaction> waiting) {
    this.blocks = List.copyOf(blocks);
    for (int height = 0; height < blocks.size(); height++) {
      int index = 0;
      for (Transaction each : List.copyOf(blocks.get(height).getTransactions())) {
        places.put(id(each), new Place(each, height, index++));
        index(each);
      }
    }
    for (Transaction each : waiting) {
      places.put(id(each), new Place(each, 0, 0));
      index(each);
    }
    this.lines =
        certificate
            .map(shown -> StandInLines.answering(shown, this::reply))
            .orElseGet(() -> StandInLines.answering(this::reply));
  }

  /**
   * @param waiting transactions that are in no block
   */
  public static StandInElectrum telling(List<Block> blocks, List<Transaction> waiting) {
    return new StandInElectrum(Optional.empty(), blocks, waiting);
  }

  /** The same with TLS. */
  public static StandInElectrum telling(
      SelfSigned certificate, List<Block> blocks, List<Transaction> waiting) {
    return new StandInElectrum(Optional.of(certificate), blocks, waiting);
  }

  /** In chain order, so that what a transaction spends is known before it. */
  private void index(Transaction transaction) {
    if (!transaction.isCoinBase()) {
      for (TransactionInput input : transaction.getInputs()) {
        spenders.put(input.getOutpoint(), id(transaction));
        name(output(input.getOutpoint()), transaction);
      }
    }
    transaction.getOutputs().forEach(output -> name(output, transaction));
  }

  private void name(TransactionOutput output, Transaction transaction) {
    histories.computeIfAbsent(scriptHash(output), _ -> new LinkedHashSet<>()).add(id(transaction));
  }

  private TransactionOutput output(TransactionOutPoint point) {
    return place(point.hash().toString()).transaction().getOutput(point.index());
  }

  private Place place(String id) {
    return Optional.ofNullable(places.get(id)).orElseThrow();
  }

  /** As the protocol has it: the SHA-256 of the script, its bytes reversed. */
  public static String scriptHash(TransactionOutput output) {
    byte[] hash = Sha256Hash.hash(output.getScriptBytes());
    byte[] reversed = new byte[hash.length];
    for (int i = 0; i < hash.length; i++) {
      reversed[i] = hash[hash.length - 1 - i];
    }
    return HEX.formatHex(reversed);
  }

  /**
   * Lies from now on.
   *
   * @param what a method and its first parameter, like {@code get_merkle 1234...}
   * @param lie made of what would be right
   */
  public StandInElectrum lie(String what, UnaryOperator<JsonNode> lie) {
    lies.put(what, lie);
    return this;
  }

  /**
   * Refuses from now on.
   *
   * @param what as above, or a method alone
   */
  public StandInElectrum refuse(String what, String words) {
    refusals.put(what, words);
    return this;
  }

  /** From now on it has come no further than this block. */
  public void lag(long height) {
    last = (int) height;
  }

  private boolean isThere(String id) {
    return places.containsKey(id) && place(id).height() <= last;
  }

  public StandInLines lines() {
    return lines;
  }

  public URI url() {
    return lines.url();
  }

  /** The way to it. */
  public BitcoinSources sources(Path folder) {
    Endpoint endpoint = new Endpoint("stand-in", url(), Optional.empty(), KeyPlace.PATH, 10_000);
    return BitcoinSources.open(
        new BitcoinSettings(
            List.of(new BitcoinSource.Electrum(endpoint)),
            Network.REGTEST,
            folder.resolve("bitcoin-answers.db"),
            folder.resolve("indexes"),
            false,
            OptionalLong.empty(),
            OptionalLong.empty(),
            Progress.NONE));
  }

  /** Methods that were asked for, without what they begin with, in order. */
  public List<String> visits() {
    return lines.visits().stream().map(visit -> brief(visit.call())).toList();
  }

  private static String brief(JsonNode call) {
    String method = call.path("method").asString();
    return method.substring(method.lastIndexOf('.') + 1);
  }

  private StandInRpc.Answer reply(JsonNode call) {
    String method = brief(call);
    String named = method + " " + call.path("params").path(0).asString("");
    Optional<String> refusal =
        Optional.ofNullable(refusals.get(named))
            .or(() -> Optional.ofNullable(refusals.get(method)));
    if (refusal.isPresent()) {
      return new StandInRpc.Answer.Refusal(BAD_REQUEST, refusal.get());
    }
    return switch (answer(method, call.path("params"))) {
      case StandInRpc.Answer.Result(JsonNode value) ->
          new StandInRpc.Answer.Result(
              lies.getOrDefault(named, UnaryOperator.identity()).apply(value));
      case StandInRpc.Answer.Refusal refused -> refused;
    };
  }

  private StandInRpc.Answer answer(String method, JsonNode params) {
    JsonNode first = params.path(0);
    return switch (method) {
      case "version" -> result(List.of("StandIn 1.0", "1.4"));
      case "features" ->
          result(
              Map.of(
                  "server_version",
                  "StandIn 1.0",
                  "genesis_hash",
                  blocks.getFirst().getHashAsString()));
      case "subscribe" ->
          result(Map.of("height", blocks.size() - 1, "hex", header(blocks.getLast())));
      case "header" ->
          first.intValue() < blocks.size() && first.intValue() <= last
              ? result(header(blocks.get(first.intValue())))
              : new StandInRpc.Answer.Refusal(
                  BAD_REQUEST, "height %s out of range".formatted(first));
      case "get" ->
          Optional.of(first.asString())
              .filter(this::isThere)
              .map(this::place)
              .map(place -> params.path(1).asBoolean(false) ? told(place) : bytes(place))
              .orElseGet(() ->
                  new StandInRpc.Answer.Refusal(
                      DAEMON_ERROR,
                      "daemon error: No such mempool or blockchain transaction. Use gettransaction"
                          + " for wallet transactions."));
      case "get_merkle" -> merkle(first.asString(), params.path(1).intValue());
      case "id_from_pos" -> idAt(first.intValue(), params.path(1).intValue());
      case "get_history" -> result(history(first.asString()));
      case "listunspent" -> result(unspent(first.asString()));
      default -> new StandInRpc.Answer.Refusal(UNKNOWN_METHOD, "unknown method " + method);
    };
  }

  private static StandInRpc.Answer bytes(Place place) {
    return result(HEX.formatHex(place.transaction().serialize()));
  }

  private StandInRpc.Answer told(Place place) {
    String id = id(place.transaction());
    return result(
        place.height() == 0
            ? Map.of("txid", id)
            : Map.of("txid", id, "confirmations", blocks.size() - place.height()));
  }

  private static StandInRpc.Answer result(Object value) {
    return new StandInRpc.Answer.Result(JSON.valueToTree(value));
  }

  private static String header(Block block) {
    return HEX.formatHex(block.serialize(), 0, Block.HEADER_SIZE);
  }

  private StandInRpc.Answer merkle(String id, int height) {
    return Optional.ofNullable(places.get(id))
        .filter(place -> place.height() == height)
        .map(place ->
            result(
                Map.of(
                    "block_height", height,
                    "merkle", Branch.of(blocks.get(height), place.index()),
                    "pos", place.index())))
        .orElseGet(() ->
            new StandInRpc.Answer.Refusal(
                BAD_REQUEST, "tx %s not in block at height %d".formatted(id, height)));
  }

  private StandInRpc.Answer idAt(int height, int index) {
    List<Transaction> all = List.copyOf(blocks.get(height).getTransactions());
    return index < all.size()
        ? result(
            Map.of("tx_hash", id(all.get(index)), "merkle", Branch.of(blocks.get(height), index)))
        : new StandInRpc.Answer.Refusal(
            BAD_REQUEST, "no tx at position %d in block at height %d".formatted(index, height));
  }

  /** Blocks first, then what waits. */
  private ArrayNode history(String script) {
    ArrayNode told = JSON.createArrayNode();
    for (boolean waiting : new boolean[] {false, true}) {
      for (String id : histories.getOrDefault(script, Set.of())) {
        if (isThere(id) && place(id).height() == 0 == waiting) {
          told.addObject().put("tx_hash", id).put("height", place(id).height());
        }
      }
    }
    return told;
  }

  private ArrayNode unspent(String script) {
    ArrayNode told = JSON.createArrayNode();
    for (String id : histories.getOrDefault(script, Set.of())) {
      for (TransactionOutput output : place(id).transaction().getOutputs()) {
        boolean isUnspent =
            isThere(id)
                && scriptHash(output).equals(script)
                && Optional.ofNullable(spenders.get(output.getOutPointFor()))
                    .filter(this::isThere)
                    .isEmpty();
        if (isUnspent) {
          told.addObject()
              .put("tx_hash", id)
              .put("tx_pos", output.getIndex())
              .put("height", place(id).height())
              .put("value", output.getValue().getValue());
        }
      }
    }
    return told;
  }

  private static String id(Transaction transaction) {
    return transaction.getTxId().toString();
  }

  /** The same answer with a field of every entry changed. */
  public static UnaryOperator<JsonNode> each(String field, Object value) {
    return right -> {
      List<JsonNode> changed = new ArrayList<>();
      right.forEach(entry ->
          changed.add(((ObjectNode) entry.deepCopy()).set(field, JSON.valueToTree(value))));
      return JSON.valueToTree(changed);
    };
  }

  @Override
  public void close() {
    lines.close();
  }
}
