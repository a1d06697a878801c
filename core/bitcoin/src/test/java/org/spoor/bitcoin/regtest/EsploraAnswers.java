package org.spoor.bitcoin.regtest;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bitcoinj.base.Sha256Hash;
import org.bitcoinj.core.Block;
import org.bitcoinj.core.Transaction;
import org.bitcoinj.core.TransactionInput;
import org.bitcoinj.core.TransactionOutput;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an Esplora server answers of a history, with the fields that Blockstream's electrs and that
 * of mempool.space send, those that nobody reads included.
 */
final class EsploraAnswers {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final HexFormat HEX = HexFormat.of();
  private static final Pattern PATH = Pattern.compile("(block|tx)/([0-9a-f]{64})/?(.*)");
  private static final int PAGE = 25;

  private record Place(int height, int index) {}

  private record Spending(String by, int input) {}

  private final List<Block> blocks;
  private final Map<String, Transaction> transactions = new HashMap<>();
  private final Map<String, Place> places = new HashMap<>();
  private final Map<String, Spending> spendings = new HashMap<>();
  private final Map<Integer, List<List<Sha256Hash>>> trees = new ConcurrentHashMap<>();

  /**
   * @param waiting transactions that are in no block
   */
  EsploraAnswers(List<Block> blocks, List<Transaction> waiting) {
    this.blocks = List.copyOf(blocks);
    for (int height = 0; height < blocks.size(); height++) {
      int index = 0;
      for (Transaction each : contained(blocks.get(height))) {
        transactions.put(id(each), each);
        places.put(id(each), new Place(height, index++));
      }
    }
    waiting.forEach(each -> transactions.put(id(each), each));
    transactions.values().forEach(this::spend);
  }

  private void spend(Transaction by) {
    for (TransactionInput input : by.getInputs()) {
      spendings.put(
          input.getOutpoint().hash() + ":" + input.getOutpoint().index(),
          new Spending(id(by), input.getIndex()));
    }
  }

  /**
   * @param path below the address, without its first slash
   */
  Optional<String> to(String path) {
    if (path.equals("blocks/tip/height")) {
      return Optional.of(String.valueOf(blocks.size() - 1));
    }
    if (path.startsWith("block-height/")) {
      int height = Integer.parseInt(path.substring("block-height/".length()));
      return height < blocks.size()
          ? Optional.of(blocks.get(height).getHashAsString())
          : Optional.empty();
    }
    if (path.startsWith("txs/outspends?txids=")) {
      List<Object> all = new ArrayList<>();
      for (String id : path.substring(path.indexOf('=') + 1).split(",", -1)) {
        all.add(outspends(Optional.ofNullable(transactions.get(id)).orElseThrow()));
      }
      return Optional.of(json(all));
    }
    Matcher named = PATH.matcher(path);
    if (!named.matches()) {
      return Optional.empty();
    }
    return named.group(1).equals("block")
        ? block(named.group(2), named.group(3))
        : Optional.ofNullable(transactions.get(named.group(2)))
            .flatMap(transaction -> transaction(transaction, named.group(3)));
  }

  private Optional<String> block(String hash, String what) {
    return what.equals("status")
        ? Optional.of(json(standing(hash)))
        : block(hash).flatMap(block -> block(block, what));
  }

  private Map<String, Object> standing(String hash) {
    return block(hash)
        .<Map<String, Object>>map(
            block -> Map.of("in_best_chain", true, "height", blocks.indexOf(block)))
        .orElseGet(() -> Map.of("in_best_chain", false));
  }

  Optional<Block> block(String hash) {
    return blocks.stream().filter(block -> block.getHashAsString().equals(hash)).findFirst();
  }

  private Optional<String> block(Block block, String what) {
    if (what.equals("header")) {
      return Optional.of(HEX.formatHex(block.serialize(), 0, Block.HEADER_SIZE));
    }
    if (what.startsWith("txs/")) {
      return Optional.of(
          json(
              contained(block).stream()
                  .skip(Integer.parseInt(what.substring(4)))
                  .limit(PAGE)
                  .map(this::told)
                  .toList()));
    }
    return Optional.empty();
  }

  private Optional<String> transaction(Transaction transaction, String what) {
    return switch (what) {
      case "" -> Optional.of(json(told(transaction)));
      case "hex" -> Optional.of(HEX.formatHex(transaction.serialize()));
      case "status" -> Optional.of(json(status(id(transaction))));
      case "outspends" -> Optional.of(json(outspends(transaction)));
      case "merkle-proof" ->
          Optional.ofNullable(places.get(id(transaction))).map(place -> json(proof(place)));
      default -> Optional.empty();
    };
  }

  private Map<String, Object> told(Transaction transaction) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("txid", id(transaction));
    told.put("version", transaction.getVersion());
    told.put("locktime", 0);
    told.put("vin", transaction.getInputs().stream().map(this::input).toList());
    told.put("vout", transaction.getOutputs().stream().map(EsploraAnswers::output).toList());
    told.put("size", transaction.serialize().length);
    told.put("weight", 4 * transaction.serialize().length);
    told.put("sigops", 4);
    told.put("fee", 0);
    told.put("status", status(id(transaction)));
    return told;
  }

  private Map<String, Object> input(TransactionInput input) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("txid", input.getOutpoint().hash().toString());
    told.put("vout", input.getOutpoint().index());
    told.put(
        "prevout",
        Optional.ofNullable(transactions.get(input.getOutpoint().hash().toString()))
            .map(parent -> output(parent.getOutput(input.getOutpoint().index())))
            .orElse(null));
    told.put("scriptsig", HEX.formatHex(input.getScriptBytes()));
    told.put("scriptsig_asm", "");
    told.put("is_coinbase", input.isCoinBase());
    told.put("sequence", input.getSequenceNumber());
    return told;
  }

  private static Map<String, Object> output(TransactionOutput output) {
    return Map.of(
        "scriptpubkey", HEX.formatHex(output.getScriptBytes()),
        "value", output.getValue().getValue());
  }

  private Map<String, Object> status(String id) {
    Place place = places.get(id);
    return place == null
        ? Map.of("confirmed", false)
        : Map.of(
            "confirmed", true,
            "block_height", place.height(),
            "block_hash", blocks.get(place.height()).getHashAsString(),
            "block_time", blocks.get(place.height()).time().getEpochSecond());
  }

  private List<Object> outspends(Transaction transaction) {
    List<Object> all = new ArrayList<>();
    for (int i = 0; i < transaction.getOutputs().size(); i++) {
      Spending spending = spendings.get(id(transaction) + ":" + i);
      all.add(
          spending == null
              ? Map.of("spent", false)
              : Map.of(
                  "spent", true,
                  "txid", spending.by(),
                  "vin", spending.input(),
                  "status", status(spending.by())));
    }
    return all;
  }

  private Map<String, Object> proof(Place place) {
    List<List<Sha256Hash>> levels = trees.computeIfAbsent(place.height(), this::tree);
    List<String> merkle = new ArrayList<>();
    int at = place.index();
    for (List<Sha256Hash> level : levels.subList(0, levels.size() - 1)) {
      merkle.add(level.get(Math.min(at ^ 1, level.size() - 1)).toString());
      at /= 2;
    }
    return Map.of("block_height", place.height(), "merkle", merkle, "pos", place.index());
  }

  /** From the ids of a block's transactions up to their root. */
  private List<List<Sha256Hash>> tree(int height) {
    List<List<Sha256Hash>> levels = new ArrayList<>();
    levels.add(contained(blocks.get(height)).stream().map(Transaction::getTxId).toList());
    while (levels.getLast().size() > 1) {
      List<Sha256Hash> level = levels.getLast();
      List<Sha256Hash> next = new ArrayList<>();
      for (int i = 0; i < level.size(); i += 2) {
        next.add(parent(level.get(i), level.get(Math.min(i + 1, level.size() - 1))));
      }
      levels.add(next);
    }
    return levels;
  }

  private static Sha256Hash parent(Sha256Hash left, Sha256Hash right) {
    ByteBuffer both = ByteBuffer.allocate(2 * Sha256Hash.LENGTH);
    right.write(left.write(both));
    return Sha256Hash.wrapReversed(Sha256Hash.hashTwice(both.array()));
  }

  private static List<Transaction> contained(Block block) {
    return List.copyOf(block.getTransactions());
  }

  private static String id(Transaction transaction) {
    return transaction.getTxId().toString();
  }

  private static String json(Object value) {
    return JSON.writeValueAsString(value);
  }
}
