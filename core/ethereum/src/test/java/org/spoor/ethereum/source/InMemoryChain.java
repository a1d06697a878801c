package org.spoor.ethereum.source;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.spoor.endpoint.Call;
import org.spoor.endpoint.Node;
import org.spoor.endpoint.Reply;
import org.spoor.model.value.Address;
import org.spoor.model.value.Chain;
import org.spoor.model.value.TxId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A small chain, played by hand, that answers as an archive node does and counts what it costs. */
final class InMemoryChain implements Node {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Address MINER = account(0xaaaa);

  private final TreeMap<Long, List<Played>> blocks = new TreeMap<>();
  private final Map<Address, Long> opening = new HashMap<>();
  private final Map<Long, List<Withdrawal>> withdrawals = new HashMap<>();
  private final Map<Long, Uncle> uncles = new HashMap<>();
  private final Map<Long, Address> miners = new HashMap<>();
  private final Set<Address> contracts = new HashSet<>();
  private final Set<String> unknown = new HashSet<>();
  private final Map<String, Reply> answers = new HashMap<>();
  private final long head;

  private long count;
  private long widest = Long.MAX_VALUE;
  private int mostResults = Integer.MAX_VALUE;
  private boolean forgetsAfter;
  private boolean ignoresAfter;
  private int mostTraces = Integer.MAX_VALUE;
  private int longestPage = Integer.MAX_VALUE;
  private boolean everyPageLast;
  private boolean finality = true;

  private final List<Call> asked = new ArrayList<>();
  private int roundTrips;
  private int refusals;

  private record Withdrawal(Address to, long gwei) {}

  private record Uncle(Address miner, long wei) {}

  InMemoryChain(long head) {
    this.head = head;
  }

  static Address account(long number) {
    return new Address(Chain.ETHEREUM, "0x" + String.format("%040x", number));
  }

  // What is played.

  InMemoryChain opening(Address address, long wei) {
    opening.put(address, wei);
    return this;
  }

  TxId pay(long height, Address from, Address to, long value) {
    return add(height, from, Optional.of(to), Optional.empty(), value, true, List.of(), List.of());
  }

  TxId failed(long height, Address from, Address to, long value) {
    return add(height, from, Optional.of(to), Optional.empty(), value, false, List.of(), List.of());
  }

  TxId call(long height, Address from, Address contract, long value, Played.Inside... inside) {
    Optional<Address> to = Optional.of(contract);
    return add(height, from, to, Optional.empty(), value, true, List.of(inside), List.of());
  }

  TxId create(long height, Address from, Address created, long value) {
    contracts.add(created);
    Optional<Address> made = Optional.of(created);
    return add(height, from, Optional.empty(), made, value, true, List.of(), List.of());
  }

  TxId tokens(long height, Address from, Played.TokenMove... moves) {
    Optional<Address> to = Optional.of(ChainJson.TOKEN);
    return add(height, from, to, Optional.empty(), 0, true, List.of(), List.of(moves));
  }

  void withdraw(long height, Address to, long gwei) {
    withdrawals.computeIfAbsent(height, h -> new ArrayList<>()).add(new Withdrawal(to, gwei));
  }

  /** What a mined block pays to an uncle's miner. */
  void pays(long height, Address to, long wei) {
    uncles.put(height, new Uncle(to, wei));
  }

  /** Rewards of 2 ether. */
  void mines(long height, Address miner) {
    miners.put(height, miner);
  }

  InMemoryChain contract(Address address) {
    contracts.add(address);
    return this;
  }

  private TxId add(
      long height,
      Address from,
      Optional<Address> to,
      Optional<Address> created,
      long value,
      boolean succeeded,
      List<Played.Inside> inside,
      List<Played.TokenMove> tokens) {
    TxId id = new TxId(Chain.ETHEREUM, "0x" + String.format("%064x", 0xabc000 + count++));
    List<Played> block = blocks.computeIfAbsent(height, h -> new ArrayList<>());
    block.add(
        new Played(
            id,
            height,
            block.size(),
            nonce(from, height),
            from,
            to,
            created,
            value,
            succeeded,
            inside,
            tokens));
    return id;
  }

  // How it answers.

  /** Methods that begin so are not known. */
  InMemoryChain without(String... methods) {
    unknown.addAll(List.of(methods));
    return this;
  }

  InMemoryChain answering(String method, Object answer) {
    answers.put(method, result(answer));
    return this;
  }

  InMemoryChain refusing(String method, int code, String message) {
    answers.put(method, new Reply.Refusal(code, message));
    return this;
  }

  InMemoryChain widest(long blocks) {
    widest = blocks;
    return this;
  }

  InMemoryChain mostResults(int results) {
    mostResults = results;
    return this;
  }

  /** Answers {@code trace_filter} from the start if {@code after} is the number of all, as Reth. */
  InMemoryChain forgettingAfter() {
    forgetsAfter = true;
    return this;
  }

  /** Lists so many traces at most, whatever is asked for. */
  InMemoryChain mostTraces(int traces) {
    mostTraces = traces;
    return this;
  }

  /** Answers {@code trace_filter} from the start whatever {@code after} is. */
  InMemoryChain ignoringAfter() {
    ignoresAfter = true;
    return this;
  }

  /** Lists so many transactions in a page at most, blocks whole. */
  InMemoryChain otterscanPages(int transactions) {
    longestPage = transactions;
    return this;
  }

  InMemoryChain otterscanCallsEachPageTheLast() {
    everyPageLast = true;
    return this;
  }

  /** Does not know which block is final. */
  InMemoryChain forgetsFinality() {
    finality = false;
    return this;
  }

  int roundTrips() {
    return roundTrips;
  }

  int refusals() {
    return refusals;
  }

  List<Call> asked() {
    return List.copyOf(asked);
  }

  void forgetCounts() {
    asked.clear();
    roundTrips = 0;
    refusals = 0;
  }

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public synchronized List<Reply> ask(List<Call> calls) {
    roundTrips++;
    asked.addAll(calls);
    List<Reply> replies = calls.stream().map(this::reply).toList();
    refusals += (int) replies.stream().filter(Reply.Refusal.class::isInstance).count();
    return replies;
  }

  private Reply reply(Call call) {
    Reply fixed = answers.get(call.method());
    if (fixed != null) {
      return fixed;
    }
    if (!finality && call.params().contains("finalized")) {
      return new Reply.Refusal(-32602, "unknown block tag");
    }
    if (unknown.stream().anyMatch(call.method()::startsWith)) {
      return new Reply.Refusal(
          -32601, "the method " + call.method() + " does not exist/is not available");
    }
    List<Object> params = call.params();
    return switch (call.method()) {
      case "eth_chainId" -> result("0x1");
      case "web3_clientVersion" -> result("memory/1.0");
      case "eth_getBlockByNumber" -> result(block(height(params.get(0)), (Boolean) params.get(1)));
      case "eth_getTransactionCount" ->
          result(ChainJson.hex(nonce(address(params.get(0)), height(params.get(1)))));
      case "eth_getBalance" ->
          result("0x" + balance(address(params.get(0)), height(params.get(1))).toString(16));
      case "eth_getCode" ->
          result(hasCode(address(params.get(0)), height(params.get(1))) ? "0x6000" : "0x");
      case "eth_getTransactionByHash" ->
          result(tx(params.get(0)).map(ChainJson::transaction).orElse(null));
      case "eth_getTransactionReceipt" ->
          result(tx(params.get(0)).map(ChainJson::receipt).orElse(null));
      case "eth_getBlockReceipts" ->
          result(in(height(params.get(0))).stream().map(ChainJson::receipt).toList());
      case "trace_transaction" ->
          result(tx(params.get(0)).map(ChainJson::traces).orElse(List.of()));
      case "trace_block" ->
          result(
              in(height(params.get(0))).stream()
                  .flatMap(t -> ChainJson.traces(t).stream())
                  .toList());
      case "debug_traceTransaction" ->
          tx(params.get(0))
              .<Reply>map(tx -> result(ChainJson.callTree(tx)))
              .orElse(new Reply.Refusal(-32000, "transaction not found"));
      case "debug_traceBlockByNumber" ->
          result(
              in(height(params.get(0))).stream()
                  .map(t -> Map.of("txHash", t.id().text(), "result", ChainJson.callTree(t)))
                  .toList());
      case "ots_getApiLevel" -> result(8);
      case "ots_searchTransactionsBefore" ->
          result(page(address(params.get(0)), (Long) params.get(1), (Integer) params.get(2)));
      case "eth_getLogs" -> logs(filter(params));
      case "trace_filter" -> traces(filter(params));
      default -> new Reply.Refusal(-32601, "method not found");
    };
  }

  private Reply logs(Map<String, Object> filter) {
    Object topics = filter.getOrDefault("topics", List.of());
    return limited(
        filter,
        between(filter)
            .flatMap(tx -> ChainJson.logs(tx).stream())
            .filter(log ->
                !(filter.get("address") instanceof List<?> some)
                    || some.contains(log.get("address")))
            .filter(log -> matches((List<?>) log.get("topics"), (List<?>) topics))
            .toList());
  }

  private static boolean matches(@Nullable List<?> topics, List<?> wanted) {
    if (topics == null || topics.size() < wanted.size()) {
      return false;
    }
    for (int i = 0; i < wanted.size(); i++) {
      if (wanted.get(i) instanceof List<?> any && !any.contains(topics.get(i))) {
        return false;
      }
    }
    return true;
  }

  private Reply traces(Map<String, Object> filter) {
    Set<Object> from = new HashSet<>((List<?>) filter.getOrDefault("fromAddress", List.of()));
    Set<Object> to = new HashSet<>((List<?>) filter.getOrDefault("toAddress", List.of()));
    List<Map<String, Object>> found =
        between(filter)
            .flatMap(tx -> ChainJson.traces(tx).stream())
            .filter(trace ->
                named(trace, "from", "address", from) || named(trace, "to", "refundAddress", to))
            .toList();
    int after = (Integer) filter.getOrDefault("after", 0);
    int first = ignoresAfter || (forgetsAfter && after >= found.size()) ? 0 : after;
    int most = Math.min(mostTraces, (Integer) filter.getOrDefault("count", Integer.MAX_VALUE));
    return limited(filter, found.stream().skip(first).limit(most).toList());
  }

  private static boolean named(
      Map<String, Object> trace, String field, String other, Set<Object> wanted) {
    Map<?, ?> action = (Map<?, ?>) trace.getOrDefault("action", Map.of());
    Map<?, ?> result = (Map<?, ?>) trace.getOrDefault("result", Map.of());
    return Stream.of(action.get(field), action.get(other))
            .anyMatch(value -> value != null && wanted.contains(value))
        || (field.equals("to")
            && result.get("address") != null
            && wanted.contains(result.get("address")));
  }

  private Reply limited(Map<String, Object> filter, List<Map<String, Object>> found) {
    long blocks = height(filter.get("toBlock")) - height(filter.get("fromBlock")) + 1;
    if (blocks > widest) {
      return new Reply.Refusal(-32602, "block range too large, currently limited to " + widest);
    }
    return found.size() > mostResults
        ? new Reply.Refusal(-32005, "query returned more than " + mostResults + " results")
        : result(found);
  }

  private Map<String, Object> page(Address address, long before, int wanted) {
    int size = Math.min(wanted, longestPage);
    List<Played> all =
        blocks.headMap(before == 0 ? head + 1 : before).values().stream()
            .flatMap(List::stream)
            .filter(tx -> tx.names(address))
            .sorted(Comparator.comparingLong(Played::height).reversed())
            .toList();
    long last =
        all.isEmpty() || size == 0
            ? Long.MAX_VALUE
            : all.get(Math.min(size, all.size()) - 1).height();
    List<Played> page = all.stream().filter(tx -> tx.height() >= last).toList();
    return Map.of(
        "txs",
        page.stream().map(ChainJson::transaction).toList(),
        "receipts",
        page.stream().map(ChainJson::receipt).toList(),
        "firstPage",
        before == 0,
        "lastPage",
        everyPageLast || page.size() == all.size());
  }

  private @Nullable Map<String, Object> block(long height, boolean whole) {
    if (height > head) {
      return null;
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("number", ChainJson.hex(height));
    json.put("hash", ChainJson.blockHash(height));
    json.put("timestamp", ChainJson.hex(1_438_269_988 + 12 * height));
    json.put("difficulty", uncles.containsKey(height) ? "0x1" : "0x0");
    json.put(
        "uncles", uncles.containsKey(height) ? List.of(ChainJson.blockHash(height)) : List.of());
    json.put("miner", miners.getOrDefault(height, MINER).text());
    json.put(
        "transactions",
        in(height).stream().map(tx -> whole ? ChainJson.transaction(tx) : tx.id().text()).toList());
    json.put(
        "withdrawals",
        withdrawals.getOrDefault(height, List.of()).stream()
            .map(w -> Map.of("address", w.to().text(), "amount", ChainJson.hex(w.gwei())))
            .toList());
    return json;
  }

  private long nonce(Address address, long height) {
    return until(height).filter(tx -> tx.from().equals(address) || tx.creates(address)).count();
  }

  private boolean hasCode(Address address, long height) {
    boolean created =
        contracts.contains(address)
            && blocks.tailMap(height, false).values().stream()
                .flatMap(List::stream)
                .noneMatch(tx -> tx.creates(address));
    return created && until(height).noneMatch(tx -> tx.destroys(address));
  }

  private BigInteger balance(Address address, long height) {
    BigInteger paid =
        until(height).map(tx -> tx.effectOn(address)).reduce(BigInteger.ZERO, BigInteger::add);
    long withdrawn =
        withdrawals.entrySet().stream()
            .filter(entry -> entry.getKey() <= height)
            .flatMap(entry -> entry.getValue().stream())
            .filter(w -> w.to().equals(address))
            .mapToLong(w -> w.gwei() * 1_000_000_000)
            .sum();
    long rewards =
        miners.entrySet().stream()
            .filter(entry -> entry.getKey() <= height && entry.getValue().equals(address))
            .count();
    long beside =
        uncles.entrySet().stream()
            .filter(entry -> entry.getKey() <= height)
            .filter(entry -> entry.getValue().miner().equals(address))
            .mapToLong(entry -> entry.getValue().wei())
            .sum();
    return paid.add(
        BigInteger.valueOf(
            beside
                + opening.getOrDefault(address, 1L << 60)
                + withdrawn
                + rewards * 2_000_000_000_000_000_000L));
  }

  private Stream<Played> until(long height) {
    return blocks.headMap(height, true).values().stream().flatMap(List::stream);
  }

  private Stream<Played> between(Map<String, Object> filter) {
    return blocks
        .subMap(height(filter.get("fromBlock")), true, height(filter.get("toBlock")), true)
        .values()
        .stream()
        .flatMap(List::stream);
  }

  private List<Played> in(long height) {
    return blocks.getOrDefault(height, List.of());
  }

  private Optional<Played> tx(Object hash) {
    return until(head).filter(tx -> tx.id().text().equals(hash)).findFirst();
  }

  private long height(@Nullable Object tag) {
    return switch (String.valueOf(tag)) {
      case "latest" -> head;
      case "finalized" -> head - 32;
      case String hex -> Long.parseLong(hex.substring(2), 16);
    };
  }

  private static Address address(Object text) {
    return new Address(Chain.ETHEREUM, (String) text);
  }

  private static Map<String, Object> filter(List<Object> params) {
    Map<String, Object> filter = new HashMap<>();
    ((Map<?, ?>) params.getFirst()).forEach((key, value) -> filter.put((String) key, value));
    return filter;
  }

  private static Reply result(@Nullable Object value) {
    JsonNode json = value == null ? JSON.nullNode() : JSON.valueToTree(value);
    return new Reply.Result(json);
  }
}
