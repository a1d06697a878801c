package org.spoor.ethereum.anvil;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.spoor.model.chain.Transfer;
import org.spoor.model.value.Address;
import org.spoor.model.value.Asset;
import org.spoor.model.value.Party;
import org.spoor.model.value.Token;
import org.spoor.model.value.TxId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** The scenario's own facts against what the node says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TheftOnAnvilTest {

  private static final JsonNode ZERO = StringNode.valueOf("0x0");

  /** Keccak-256 of each event's signature. */
  private static final Map<String, String> KINDS =
      Map.of(
          "0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef", "Transfer",
          "0x8c5be1e5ebec7d5bd14f71427d1e84f3dd0314c0f7b2291e5b200ac8c7c3b925", "Approval",
          "0xe1fffcc4923d04b559f4d29a8bfc6cda04eb5b0d3c460751c2402c5c5cc9109c", "Deposit",
          "0x7fcf532c15f0a6db0bd6d0e038bea71d30d808c7d98cb3bf7268a95bf5081b65", "Withdrawal");

  @AutoClose private Anvil anvil;
  private TheftOnAnvil theft;

  @BeforeAll
  void play() {
    anvil = Anvil.start();
    theft = TheftOnAnvil.playedOn(anvil);
  }

  @Test
  void fees_areWhatTheReceiptsSay() {
    Map<TxId, BigInteger> written = new LinkedHashMap<>();
    Map<TxId, BigInteger> paid = new LinkedHashMap<>();
    for (Transfer fee : theft.transfers().stream().filter(Transfer::isFee).toList()) {
      JsonNode receipt = anvil.receipt(fee.tx());
      written.put(fee.tx(), fee.amount().toBigInteger());
      paid.put(
          fee.tx(),
          Anvil.number(receipt.get("gasUsed"))
              .multiply(Anvil.number(receipt.get("effectiveGasPrice"))));
    }
    assertThat(written).isEqualTo(paid);
  }

  @Test
  void contracts_areWhereTheirCreationPutThem() {
    List<String> created =
        theft.transfers().stream()
            .filter(Transfer::isFee)
            .map(t -> anvil.receipt(t.tx()).path("contractAddress"))
            .filter(JsonNode::isString)
            .map(JsonNode::asString)
            .toList();
    assertThat(created)
        .containsExactly(
            Cast.SPLITTER.text(),
            Cast.WAVERER.text(),
            Cast.MULTISEND.text(),
            Cast.POOL.text(),
            Cast.ROUTER.text(),
            Cast.TAXED.text(),
            Cast.IMITATION.text(),
            Cast.OWN_VAULT.text());
  }

  @Test
  void positions_areTheNodes() {
    for (Transfer transfer : theft.transfers()) {
      JsonNode receipt = anvil.receipt(transfer.tx());
      JsonNode block =
          anvil.rpc("eth_getBlockByNumber", receipt.get("blockNumber").asString(), false);

      assertThat(Anvil.number(receipt.get("blockNumber")))
          .isEqualTo(BigInteger.valueOf(transfer.position().height()));
      assertThat(Anvil.number(receipt.get("transactionIndex")))
          .isEqualTo(BigInteger.valueOf(transfer.position().transaction()));
      assertThat(Anvil.number(block.get("timestamp")))
          .isEqualTo(BigInteger.valueOf(transfer.time().getEpochSecond()));
    }
  }

  @Test
  void failures_areTheTwoThatAreMeant() {
    List<TxId> failed =
        theft.transfers().stream()
            .map(Transfer::tx)
            .distinct()
            .filter(tx -> anvil.receipt(tx).get("status").asString().equals("0x0"))
            .toList();

    assertThat(failed).hasSize(2);
    assertThat(theft.transfers().stream().filter(t -> failed.contains(t.tx())))
        .allMatch(Transfer::isFee)
        .allMatch(t -> t.from().equals(Cast.THIEF));
  }

  @Test
  void etherAfterEachBlock_isWhatTheTransfersSumTo() {
    List<Address> addresses = addresses();
    Map<Party, BigInteger> held = new HashMap<>();
    Anvil.RICH.forEach(a -> held.put(a, BigInteger.TEN.pow(22)));
    for (long height = 1; height <= anvil.height(); height++) {
      for (Transfer transfer : theft.transfers()) {
        if (transfer.position().height() == height && transfer.asset().equals(Stage.ETHER)) {
          move(held, transfer);
        }
      }
      String block = Anvil.hex(BigInteger.valueOf(height));
      List<List<Object>> calls =
          addresses.stream().map(a -> List.<Object>of(a.text(), block)).toList();
      List<JsonNode> answers = anvil.rpcAll("eth_getBalance", calls);
      for (int i = 0; i < addresses.size(); i++) {
        assertThat(Anvil.number(answers.get(i)))
            .as("%s after block %d", addresses.get(i), height)
            .isEqualTo(held.getOrDefault(addresses.get(i), BigInteger.ZERO));
      }
    }
  }

  @Test
  void tokensAtTheEnd_areWhatTheTransfersSumTo() {
    for (Asset asset : List.of(Cast.DOLLARS, Cast.TAXED_TOKENS, Cast.WETH)) {
      Map<Party, BigInteger> held = new HashMap<>();
      theft.transfers().stream().filter(t -> t.asset().equals(asset)).forEach(t -> move(held, t));
      for (Address address : addresses()) {
        assertThat(tokens(((Token) asset).contract(), address))
            .as("%s of %s", asset, address)
            .isEqualTo(held.getOrDefault(address, BigInteger.ZERO));
      }
    }
  }

  @Test
  void etherMovements_areTheTraces() {
    for (TxId tx : transactions()) {
      List<String> traced = new ArrayList<>();
      Set<String> reverted = new TreeSet<>();
      for (JsonNode trace : anvil.rpc("trace_transaction", tx.text())) {
        String place = trace.get("traceAddress").toString().replace("]", ",").replace("[,", "[");
        if (trace.has("error")) {
          reverted.add(place);
        } else if (reverted.stream().noneMatch(place::startsWith)) {
          traced.add(movement(trace));
        }
      }
      assertThat(traced.stream().filter(m -> !m.endsWith(" 0")).toList())
          .isEqualTo(written(tx, t -> t.asset().equals(Stage.ETHER) && !t.isFee()));
    }
  }

  private static String movement(JsonNode trace) {
    JsonNode action = trace.get("action");
    String code = action.path("callType").asString();
    return switch (trace.get("type").asString()) {
      case "call" -> line(action, "from", "to", code.equals("call") ? action.get("value") : ZERO);
      case "create" ->
          action.get("from").asString()
              + " "
              + trace.at("/result/address").asString()
              + " "
              + Anvil.number(action.get("value"));
      case "suicide" -> line(action, "address", "refundAddress", action.get("balance"));
      case String other -> throw new IllegalArgumentException(other);
    };
  }

  private static String line(JsonNode action, String from, String to, JsonNode value) {
    return action.get(from).asString()
        + " "
        + action.get(to).asString()
        + " "
        + Anvil.number(value);
  }

  @Test
  void tokenMovements_areTheLogs() {
    for (TxId tx : transactions()) {
      List<String> logged = new ArrayList<>();
      for (JsonNode log : anvil.receipt(tx).get("logs")) {
        String kind = KINDS.getOrDefault(log.at("/topics/0").asString(), "none");
        String one = party(log.at("/topics/1"));
        String amount = " " + Anvil.number(log.get("data"));
        switch (kind) {
          case "Transfer" -> logged.add(one + " " + party(log.at("/topics/2")) + amount);
          case "Deposit" -> logged.add(" " + one + amount);
          case "Withdrawal" -> logged.add(one + " " + amount);
          case "Approval" -> {}
          default -> throw new IllegalArgumentException("unknown event " + log);
        }
      }
      assertThat(logged).isEqualTo(written(tx, t -> t.asset() instanceof Token));
    }
  }

  private static String party(JsonNode topic) {
    String address = "0x" + topic.asString().substring(26);
    return Anvil.address(address).isNobody() ? "" : address;
  }

  private List<TxId> transactions() {
    return theft.transfers().stream().map(Transfer::tx).distinct().toList();
  }

  private List<String> written(TxId tx, Predicate<Transfer> which) {
    return theft.transfers().stream()
        .filter(t -> t.tx().equals(tx))
        .filter(which)
        .map(t -> t.from().text() + " " + t.to().text() + " " + t.amount())
        .toList();
  }

  @Test
  void playedAgain_isTheSameToTheHash() {
    try (Anvil other = Anvil.start()) {
      TheftOnAnvil again = TheftOnAnvil.playedOn(other);

      assertThat(again.transfers()).isEqualTo(theft.transfers());
      assertThat(again.thefts()).isEqualTo(theft.thefts());
      assertThat(lastHash(other)).isEqualTo(lastHash(anvil));
    }
  }

  @Test
  void theEnd_isFinalised() {
    long last = theft.transfers().getLast().position().height();
    JsonNode block = anvil.rpc("eth_getBlockByNumber", "finalized", false);
    assertThat(Anvil.number(block.get("number")).longValueExact()).isGreaterThan(last);
  }

  @Test
  void history_ofALookAlike_isWhatThePoisonerSent() {
    assertThat(theft.history(Cast.LOOK_ALIKE)).hasSize(2).noneMatch(Transfer::isFee);
    assertThat(Cast.LOOK_ALIKE.looksLike(Cast.PEELS.getFirst())).isTrue();
  }

  private BigInteger tokens(Address contract, Address holder) {
    Map<String, Object> call =
        Map.of("to", contract.text(), "data", Contract.DOLLAR.call("balanceOf", holder));
    return Anvil.number(anvil.rpc("eth_call", call, "latest"));
  }

  private static String lastHash(Anvil anvil) {
    return anvil.rpc("eth_getBlockByNumber", "latest", false).get("hash").asString();
  }

  private static void move(Map<Party, BigInteger> held, Transfer transfer) {
    held.merge(transfer.from(), transfer.amount().toBigInteger().negate(), BigInteger::add);
    held.merge(transfer.to(), transfer.amount().toBigInteger(), BigInteger::add);
  }

  private List<Address> addresses() {
    Set<Address> all =
        theft.transfers().stream()
            .flatMap(t -> List.of(t.from(), t.to()).stream())
            .filter(Address.class::isInstance)
            .map(Address.class::cast)
            .collect(Collectors.toCollection(TreeSet::new));
    return List.copyOf(all);
  }
}
