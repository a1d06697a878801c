package org.spoor.bitcoin.core;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bitcoinj.base.BitcoinNetwork;
import org.bitcoinj.core.Block;
import org.bitcoinj.core.Transaction;
import org.bitcoinj.core.TransactionInput;
import org.bitcoinj.core.TransactionOutput;
import org.bitcoinj.script.ScriptException;
import org.spoor.bitcoin.source.ServedHistory;
import org.spoor.kit.StandInRpc;
import org.spoor.model.value.Chain;
import org.spoor.model.value.OutPoint;
import org.spoor.model.value.TxId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A Bitcoin Core that knows a history, as far as {@link CoreServer} asks it. */
final class StandInCore implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final StandInRpc.Answer NO_BLOCK =
      new StandInRpc.Answer.Refusal(-5, "Block not found");

  private static final HexFormat HEX = HexFormat.of();

  /** Every so many blocks a filter matches by chance. */
  private static final int BY_CHANCE = 7;

  private final ServedHistory history;
  private final int version;
  private final Map<String, Integer> heights = new HashMap<>();
  private final Map<TxId, Place> places = new HashMap<>();
  private final Map<OutPoint, TxId> spenders = new HashMap<>();
  private final Map<OutPoint, TxId> waiting = new HashMap<>();
  private final StandInRpc rpc;
  private volatile int last = Integer.MAX_VALUE;
  private volatile Optional<OutPoint> kept = Optional.empty();

  /** What the node says of itself, to be changed by tests. */
  final ObjectNode chainInfo = JSON.createObjectNode();

  final ObjectNode indexes = JSON.createObjectNode();

  private record Place(Transaction transaction, int height) {}

  StandInCore(ServedHistory history) {
    this(history, 300_000);
  }

  /**
   * @param version as Bitcoin Core numbers itself: 25.1 is 250100
   */
  StandInCore(ServedHistory history, int version) {
    this.history = history;
    this.version = version;
    List<Block> blocks = history.chain().blocks();
    for (int height = 0; height < blocks.size(); height++) {
      int at = height;
      heights.put(blocks.get(height).getHashAsString(), height);
      contained(blocks.get(height))
          .forEach(t -> {
            places.put(ServedHistory.id(t), new Place(t, at));
            spent(t).forEach(output -> spenders.put(output, ServedHistory.id(t)));
          });
    }
    history
        .waiting()
        .forEach(t -> spent(t).forEach(output -> waiting.put(output, ServedHistory.id(t))));
    chainInfo.put("chain", "regtest").put("pruned", false);
    chainInfo.put("blocks", history.chain().height()).put("headers", history.chain().height());
    for (String name : List.of("txindex", "basic block filter index")) {
      indexes
          .putObject(name)
          .put("synced", true)
          .put("best_block_height", history.chain().height());
    }
    this.rpc = StandInRpc.answering(this::reply);
  }

  /** From now on it has come no further than this block. */
  void lag(long height) {
    last = (int) height;
  }

  /** From now on it has an output as unspent, whoever spends it. */
  void keep(OutPoint output) {
    kept = Optional.of(output);
  }

  private int height() {
    return (int) Math.min(last, history.chain().height());
  }

  private boolean isThere(TxId id) {
    return Optional.ofNullable(places.get(id)).filter(place -> place.height() <= last).isPresent();
  }

  StandInRpc rpc() {
    return rpc;
  }

  /** The calls of a method that came, in their order. */
  List<JsonNode> asked(String method) {
    List<JsonNode> asked = new ArrayList<>();
    for (StandInRpc.Visit visit : rpc.visits()) {
      Iterable<JsonNode> calls = visit.body().isArray() ? visit.body() : List.of(visit.body());
      calls.forEach(call -> {
        if (call.path("method").asString().equals(method)) {
          asked.add(call.path("params"));
        }
      });
    }
    return asked;
  }

  private static List<Transaction> contained(Block block) {
    return List.copyOf(Optional.ofNullable(block.getTransactions()).orElseThrow());
  }

  private static List<OutPoint> spent(Transaction transaction) {
    return transaction.isCoinBase()
        ? List.of()
        : transaction.getInputs().stream()
            .map(TransactionInput::getOutpoint)
            .map(ServedHistory::place)
            .toList();
  }

  private StandInRpc.Answer reply(JsonNode call) {
    JsonNode params = call.path("params");
    return switch (call.path("method").asString()) {
      case "getblockchaininfo" -> result(chainInfo);
      case "getindexinfo" -> result(indexes);
      case "getnetworkinfo" ->
          result(
              JSON.createObjectNode()
                  .put("version", version)
                  .put("subversion", "/Satoshi:%d.0.0/".formatted(version / 10_000)));
      case "getblockcount" -> result(JSON.valueToTree(height()));
      case "getblockhash" ->
          params.path(0).intValue() <= height()
              ? result(JSON.valueToTree(block(params.path(0).intValue()).getHashAsString()))
              : new StandInRpc.Answer.Refusal(-8, "Block height out of range");
      case "getblockheader" ->
          known(params)
              .map(height -> result(header(height, params.path(1).asBoolean(true))))
              .orElse(NO_BLOCK);
      case "getblock" ->
          known(params)
              .map(height -> result(block(height, params.path(1).intValue())))
              .orElse(NO_BLOCK);
      case "getrawtransaction" -> transaction(params);
      case "gettxout" -> result(unspent(place(params.path(0), params.path(1))));
      case "gettxspendingprevout" -> since(240_000, waiting(params.path(0)));
      case "scanblocks" -> since(250_000, scan(params));
      default -> new StandInRpc.Answer.Refusal(-32601, "Method not found");
    };
  }

  private StandInRpc.Answer since(int first, JsonNode value) {
    return version < first
        ? new StandInRpc.Answer.Refusal(-32601, "Method not found")
        : result(value);
  }

  private static StandInRpc.Answer result(JsonNode value) {
    return new StandInRpc.Answer.Result(value);
  }

  private Block block(int height) {
    return history.chain().block(height);
  }

  private Optional<Integer> known(JsonNode params) {
    return Optional.ofNullable(heights.get(params.path(0).asString()))
        .filter(height -> height <= height());
  }

  private JsonNode header(int height, boolean told) {
    return told
        ? header(height)
        : JSON.valueToTree(HEX.formatHex(block(height).serialize(), 0, Block.HEADER_SIZE));
  }

  private ObjectNode header(int height) {
    Block block = block(height);
    return JSON.createObjectNode()
        .put("hash", block.getHashAsString())
        .put("confirmations", confirmations(height))
        .put("height", height)
        .put("time", block.time().getEpochSecond());
  }

  private long confirmations(int height) {
    return 1L + height() - height;
  }

  private JsonNode block(int height, int form) {
    Block block = block(height);
    if (form == 0) {
      return JSON.valueToTree(HEX.formatHex(block.serialize()));
    }
    ObjectNode told = header(height);
    var all = told.putArray("tx");
    for (Transaction each : contained(block)) {
      if (form == 1) {
        all.add(each.getTxId().toString());
      } else {
        all.add(transaction(each, form == 3 && version >= 230_000));
      }
    }
    return told;
  }

  private StandInRpc.Answer transaction(JsonNode params) {
    TxId id = place(params.path(0), JSON.valueToTree(0)).tx();
    Optional<Place> place = Optional.ofNullable(places.get(id));
    boolean withPrevouts = params.path(1).intValue() == 2 && version >= 250_000;
    return place
        .map(found ->
            transaction(found.transaction(), withPrevouts)
                .put("blockhash", block(found.height()).getHashAsString())
                .put("confirmations", confirmations(found.height())))
        .or(() ->
            history.waiting().stream()
                .filter(t -> ServedHistory.id(t).equals(id))
                .findFirst()
                .map(t -> transaction(t, withPrevouts)))
        .<StandInRpc.Answer>map(StandInRpc.Answer.Result::new)
        .orElseGet(() ->
            new StandInRpc.Answer.Refusal(
                -5,
                "No such mempool or blockchain transaction."
                    + " Use gettransaction for wallet transactions."));
  }

  private ObjectNode transaction(Transaction transaction, boolean withPrevouts) {
    ObjectNode told =
        JSON.createObjectNode()
            .put("txid", transaction.getTxId().toString())
            .put("hex", HEX.formatHex(transaction.serialize()));
    var inputs = told.putArray("vin");
    for (OutPoint spent : spent(transaction)) {
      ObjectNode input =
          inputs.addObject().put("txid", spent.tx().text()).put("vout", spent.index());
      if (withPrevouts) {
        input.set("prevout", output(output(spent)));
      }
    }
    if (transaction.isCoinBase()) {
      inputs.addObject().put("coinbase", "00");
    }
    return told;
  }

  private TransactionOutput output(OutPoint place) {
    return Optional.ofNullable(places.get(place.tx()))
        .orElseThrow()
        .transaction()
        .getOutput(place.index());
  }

  private static ObjectNode output(TransactionOutput output) {
    ObjectNode told = JSON.createObjectNode();
    told.put("value", output.getValue().toBtc());
    told.putObject("scriptPubKey").put("hex", HEX.formatHex(output.getScriptBytes()));
    return told;
  }

  private static OutPoint place(JsonNode id, JsonNode index) {
    return new OutPoint(new TxId(Chain.BITCOIN_REGTEST, id.asString()), index.intValue());
  }

  /** What can never be spent is not there either. */
  private JsonNode unspent(OutPoint place) {
    boolean isThere =
        isThere(place.tx())
            && (kept.filter(place::equals).isPresent()
                || Optional.ofNullable(spenders.get(place)).filter(this::isThere).isEmpty())
            && !HEX.formatHex(output(place).getScriptBytes()).startsWith("6a");
    return isThere
        ? output(output(place)).put("bestblock", block(height()).getHashAsString())
        : JSON.nullNode();
  }

  private JsonNode waiting(JsonNode outputs) {
    var told = JSON.createArrayNode();
    for (JsonNode each : outputs) {
      ObjectNode one =
          told.addObject()
              .put("txid", each.path("txid").asString())
              .put("vout", each.path("vout").intValue());
      Optional.ofNullable(waiting.get(place(each.path("txid"), each.path("vout"))))
          .ifPresent(by -> one.put("spendingtxid", by.text()));
    }
    return told;
  }

  private JsonNode scan(JsonNode params) {
    Set<String> descriptors =
        params.path(1).valueStream().map(JsonNode::asString).collect(Collectors.toSet());
    int from = params.path(2).intValue();
    int to = params.path(3).intValue();
    ObjectNode told = JSON.createObjectNode().put("from_height", from).put("to_height", to);
    var relevant = told.putArray("relevant_blocks");
    for (int height = from; height <= to; height++) {
      if (height % BY_CHANCE == 0 || matches(block(height), descriptors)) {
        relevant.add(block(height).getHashAsString());
      }
    }
    return told.put("completed", true);
  }

  /** A filter holds the scripts of the outputs that a block makes and of those that it spends. */
  private boolean matches(Block block, Set<String> descriptors) {
    return contained(block).stream()
        .anyMatch(each ->
            each.getOutputs().stream().map(StandInCore::descriptor).anyMatch(descriptors::contains)
                || spent(each).stream()
                    .map(this::output)
                    .map(StandInCore::descriptor)
                    .anyMatch(descriptors::contains));
  }

  private static String descriptor(TransactionOutput output) {
    try {
      return "addr(%s)".formatted(output.getScriptPubKey().getToAddress(BitcoinNetwork.REGTEST));
    } catch (ScriptException e) {
      return "raw(%s)".formatted(HEX.formatHex(output.getScriptBytes()));
    }
  }

  @Override
  public void close() {
    rpc.close();
  }
}
