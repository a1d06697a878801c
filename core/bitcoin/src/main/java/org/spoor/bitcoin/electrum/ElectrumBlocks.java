package org.spoor.bitcoin.electrum;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.bitcoinj.base.VarInt;
import org.spoor.bitcoin.parse.BareBlock;
import org.spoor.bitcoin.parse.BareHeader;
import org.spoor.bitcoin.parse.Blocks;
import org.spoor.bitcoin.parse.MerkleBranch;
import org.spoor.bitcoin.parse.Network;
import org.spoor.bitcoin.source.Asking;
import org.spoor.bitcoin.source.Confirmed;
import org.spoor.bitcoin.source.ServerOfParts;
import org.spoor.bitcoin.source.Tip;
import org.spoor.endpoint.Call;
import org.spoor.endpoint.store.AnswerStore;
import org.spoor.model.SpoorException;
import org.spoor.model.value.TxId;
import tools.jackson.databind.JsonNode;

/**
 * Puts whole blocks together, which an Electrum server does not give: the ids at all their places,
 * the bytes of these transactions, the header that commits to them. Two questions for each
 * transaction, and as many again at most to find out where a block ends.
 */
final class ElectrumBlocks implements ServerOfParts.WholeBlocks {

  /** No block has 2^17 transactions: none is smaller than 60 bytes, in four million. */
  private static final int DEEPEST = 17;

  private final Asking asking;
  private final ElectrumAnswers answers;
  private final Blocks blocks;
  private final Network network;
  private final Tip tip;
  private final AnswerStore store;

  ElectrumBlocks(
      Asking asking, ElectrumAnswers answers, Network network, Tip tip, AnswerStore store) {
    this.asking = asking;
    this.answers = answers;
    this.blocks = new Blocks(network);
    this.network = network;
    this.tip = tip;
    this.store = store;
  }

  @Override
  public List<Confirmed> at(long height) {
    Call header = ElectrumCalls.header(height, tip);
    Call first = ElectrumCalls.idAt(height, 0, tip);
    Asking.Given given = asking.ask(List.of(header), List.of(first));
    BareHeader head = given.read(header, answers::header);
    MerkleBranch coinbase = given.read(first, answer -> answers.at(answer, 0, head));
    List<TxId> ids = ids(height, head, coinbase);
    BareBlock block = block(given.read(header, JsonNode::asString), ids, head);
    return Confirmed.all(block, height);
  }

  /**
   * The depth of the tree tells how many transactions there may be. How many there are is noted,
   * for a refusal is not kept.
   */
  private List<TxId> ids(long height, BareHeader header, MerkleBranch coinbase) {
    int depth = coinbase.siblings().size();
    if (depth > DEEPEST) {
      throw SpoorException.malformedData(
          "%s: block %d has a merkle tree of depth %d".formatted(asking.name(), height, depth));
    }
    OptionalInt noted = noted(header);
    int most = noted.orElse(1 << depth);
    List<Call> calls =
        IntStream.range(1, most).mapToObj(i -> ElectrumCalls.idAt(height, i, tip)).toList();
    Asking.Given given = asking.ask(calls);
    List<TxId> ids = new ArrayList<>(List.of(coinbase.id()));
    for (Call call : calls) {
      boolean isPastTheEnd = noted.isEmpty() && given.refusal(call).isPresent();
      if (isPastTheEnd) {
        break;
      }
      int position = ids.size();
      ids.add(given.read(call, answer -> answers.at(answer, position, header)).id());
    }
    return ids;
  }

  private BareBlock block(String header, List<TxId> ids, BareHeader head) {
    Asking.Given given = asking.ask(ids.stream().map(ElectrumCalls::transaction).toList());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(HexFormat.of().parseHex(header));
    bytes.writeBytes(VarInt.of(ids.size()).serialize());
    for (TxId id : ids) {
      String raw = given.read(ElectrumCalls.transaction(id), JsonNode::asString);
      bytes.writeBytes(HexFormat.of().parseHex(raw));
    }
    BareBlock block = blocks.read(bytes.toByteArray(), asking.name() + ": block " + head.hash());
    store.note(note(head), String.valueOf(ids.size()));
    return block;
  }

  private OptionalInt noted(BareHeader header) {
    return store
        .noted(note(header))
        .filter(text -> text.matches("[1-9][0-9]{0,5}"))
        .map(text -> OptionalInt.of(Integer.parseInt(text)))
        .orElseGet(OptionalInt::empty);
  }

  private String note(BareHeader header) {
    return "transactions of block %s on %s".formatted(header.hash(), network.chain());
  }

  /** All of it is proven. */
  @Override
  public List<Call> said(long height) {
    return List.of();
  }
}
