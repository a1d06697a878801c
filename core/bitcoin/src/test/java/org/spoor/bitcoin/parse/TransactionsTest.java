package org.spoor.bitcoin.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.bitcoinj.base.Sha256Hash;
import org.bitcoinj.core.Transaction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.spoor.bitcoin.regtest.Payment;
import org.spoor.bitcoin.regtest.RegtestChain;
import org.spoor.model.SpoorException;
import org.spoor.model.chain.UtxoTransaction.Output;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Chain;
import org.spoor.model.value.ChainPosition;
import org.spoor.model.value.OutPoint;
import org.spoor.model.value.Script;
import org.spoor.model.value.TxId;

final class TransactionsTest {

  /** The first payment ever, in block 170 of mainnet: 10 BTC of 50, to bare public keys. */
  private static final String FIRST =
      """
      0100000001c997a5e56e104102fa209c6a852dd90660a20b2d9c352423edce25857fcd3704000000004847304402
      204e45e16932b8af514961a1d3a1a25fdf3f4f7732e9d624c6c61548ab5fb8cd410220181522ec8eca07de4860a4
      acdd12909d831cc56cbbac4622082221a8768d1d0901ffffffff0200ca9a3b00000000434104ae1a62fe09c5f51b
      13905f07f06b99a2f7159b2225f374cd378d71302fa28414e7aab37397f554a7df5f142c21c1b7303b8a0626f1ba
      ded5c72a704f7e6cd84cac00286bee0000000043410411db93e1dcdb8a016b49840f8c53bc1eb68a382e97b1482e
      cad7b148a6909a5cb2e0eaddfb84ccf9744464f82e160bfa9b8b64f9d4c03f999b8643f656b412a3ac00000000
      """
          .replaceAll("\\s", "");

  private static final TxId FIRST_ID =
      new TxId(Chain.BITCOIN, "f4184fc596403b9d638783cf57adfe4c75c605f6356fbc91338530e9831e9e16");

  private static final Transactions MAIN = new Transactions(Network.MAIN);
  private static final Transactions REGTEST = new Transactions(Network.REGTEST);
  private static final Sha256Hash PARENT = Sha256Hash.of(new byte[] {1});

  private static BareTransaction read(Transaction transaction) {
    return REGTEST.read(HexFormat.of().formatHex(transaction.serialize()), id(transaction));
  }

  private static TxId id(Transaction transaction) {
    return new TxId(Chain.BITCOIN_REGTEST, transaction.getTxId().toString());
  }

  private static String refusal(String hex, TxId expected) {
    SpoorException refusal =
        catchThrowableOfType(
            SpoorException.class,
            () -> new Transactions(Network.of(expected.chain()).orElseThrow()).read(hex, expected));
    assertThat(refusal).isNotNull();
    assertThat(refusal.kind()).isEqualTo(SpoorException.Kind.MALFORMED_DATA);
    return String.valueOf(refusal.getMessage());
  }

  private static String refusal(Transaction transaction) {
    return refusal(HexFormat.of().formatHex(transaction.serialize()), id(transaction));
  }

  @Test
  void read_firstPayment_isWhatTheChainHas() {
    BareTransaction first = MAIN.read(FIRST, FIRST_ID);

    TxId coinbase =
        new TxId(Chain.BITCOIN, "0437cd7f8525ceed2324359c2d0ba26006d92d856a9c20fa0241106ee5a597c9");
    assertThat(first.spent()).containsExactly(new OutPoint(coinbase, 0));
    assertThat(first.outputs())
        .extracting(Output::value)
        .containsExactly(Amount.of(10_0000_0000L), Amount.of(40_0000_0000L));
    assertThat(first.outputs()).allMatch(output -> output.owner() instanceof Script);
  }

  @Test
  void read_witnesses_doNotChangeTheId() {
    String bare =
        "01000000"
            + "01"
            + "11".repeat(32)
            + "00000000"
            + "00"
            + "ffffffff"
            + "01"
            + "e803000000000000"
            + "16"
            + "0014"
            + "ab".repeat(20)
            + "00000000";
    String witnessed =
        bare.substring(0, 8)
            + "0001"
            + bare.substring(8, bare.length() - 8)
            + "0102abcd"
            + "00000000";
    TxId id =
        new TxId(
            Chain.BITCOIN,
            Sha256Hash.wrapReversed(twice(HexFormat.of().parseHex(bare))).toString());

    assertThat(MAIN.read(witnessed, id)).isEqualTo(MAIN.read(bare, id));
  }

  private static byte[] twice(byte[] raw) {
    return Sha256Hash.hashTwice(raw);
  }

  @Test
  void read_otherTransaction_isRefused() {
    TxId other = new TxId(Chain.BITCOIN, "0".repeat(63) + "1");

    assertThat(refusal(FIRST, other))
        .isEqualTo("transaction %s: its bytes are those of %s".formatted(other, FIRST_ID));
  }

  @Test
  void read_noHexadecimal_isRefused() {
    assertThat(refusal("xyz", FIRST_ID)).endsWith("no hexadecimal bytes");
    assertThat(refusal(FIRST.substring(1), FIRST_ID)).endsWith("no hexadecimal bytes");
  }

  @Test
  void read_cutAtEveryLength_isRefused() {
    for (int bytes = 0; bytes < FIRST.length() / 2; bytes++) {
      assertThat(refusal(FIRST.substring(0, 2 * bytes), FIRST_ID))
          .startsWith("transaction " + FIRST_ID + ": ");
    }
  }

  @Test
  void read_bytesBehindTheEnd_isRefused() {
    assertThat(refusal(FIRST + "0000", FIRST_ID)).endsWith(": 2 bytes behind its end");
  }

  /** Inputs, script, outputs, script: each with a count far beyond its bytes. */
  @ParameterizedTest
  @ValueSource(strings = {"feffffff7f", "feffffffff", "ffffffffff00000000", "ffffffffffffffffff"})
  void read_countsBeyondTheBytes_areRefused(String count) {
    String input = "00".repeat(36);
    for (String before :
        List.of(
            "01000000",
            "01000000" + "01" + input,
            "01000000" + "01" + input + "00" + "ffffffff",
            "01000000" + "01" + input + "00" + "ffffffff" + "01" + "00".repeat(8))) {
      assertThat(refusal(before + count + "00".repeat(50), FIRST_ID))
          .endsWith("its bytes are no transaction");
    }
  }

  @Test
  void read_valueAboveAllMoney_isRefused() {
    Payment payment = new Payment().from(PARENT, 0).to("rich", 2_100_000_000_000_001L);

    assertThat(refusal(payment.transaction())).endsWith("output 0 is worth 2100000000000001");
  }

  @Test
  void read_negativeValue_isRefused() {
    byte[] raw = new Payment().from(PARENT, 0).to("debtor", 7).transaction().serialize();
    ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN).putLong(4 + 1 + 36 + 1 + 4 + 1, -7);
    TxId id = new TxId(Chain.BITCOIN_REGTEST, Sha256Hash.wrapReversed(twice(raw)).toString());

    assertThat(refusal(HexFormat.of().formatHex(raw), id)).startsWith("transaction " + id + ": ");
  }

  @Test
  void read_outputTwice_isRefused() {
    Payment payment = new Payment().from(PARENT, 3).from(PARENT, 3).to("twice", 7);

    assertThat(refusal(payment.transaction())).endsWith("it spends an output twice");
  }

  @Test
  void read_nothingAmongInputs_isRefused() {
    Payment payment = new Payment().from(PARENT, 3).from(Sha256Hash.ZERO_HASH, 3).to("odd", 7);

    assertThat(refusal(payment.transaction())).contains("it spends " + "0".repeat(64) + ":3");
  }

  @Test
  void read_coinbase_spendsNothing() {
    BareTransaction coinbase = read(RegtestChain.begin().coinbase(7, 50_0000_0000L));

    assertThat(coinbase.isCoinbase()).isTrue();
    assertThat(coinbase.outputs())
        .containsExactly(new Output(Payment.at("miner"), Amount.of(50_0000_0000L)));
  }

  @Test
  void with_outputsWorthMoreThanInputs_isRefused() {
    long most = 2_100_000_000_000_000L;
    Payment payment = new Payment().from(PARENT, 0).to("a", most).to("b", most).to("c", most);
    BareTransaction bare = read(payment.transaction());
    List<Output> worth = List.of(new Output(Payment.at("x"), Amount.of(most)));

    SpoorException refusal =
        catchThrowableOfType(
            SpoorException.class,
            () -> bare.with(new ChainPosition(1, 1, 0), Instant.EPOCH, worth));

    assertThat(refusal)
        .hasMessage(
            "transaction %s: outputs are worth 6300000000000000, inputs only 2100000000000000"
                .formatted(bare.id()));
  }
}
