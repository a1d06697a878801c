package org.spoor.bitcoin.electrum;

import java.util.EnumSet;
import java.util.List;
import org.spoor.bitcoin.parse.BareHeader;
import org.spoor.bitcoin.source.Ability;
import org.spoor.bitcoin.source.Ability.Can;
import org.spoor.bitcoin.source.Asking;
import org.spoor.bitcoin.source.Ground;
import org.spoor.bitcoin.source.Server;
import org.spoor.bitcoin.source.Tip;
import org.spoor.bitcoin.source.Way;
import org.spoor.endpoint.Call;
import org.spoor.endpoint.Endpoint;
import org.spoor.endpoint.wire.LineNode;
import org.spoor.endpoint.wire.PatientNode;
import org.spoor.model.SpoorException;

/** The way to a server of the Electrum protocol. */
public final class ElectrumWay implements Way {

  private final Ground ground;
  private final ElectrumAnswers answers;
  private final LineNode line;
  private final Asking asking;

  /**
   * @param endpoint at {@code tcp://host:port} or {@code ssl://host:port}
   */
  public ElectrumWay(Endpoint endpoint, Ground ground) {
    this.ground = ground;
    this.answers = new ElectrumAnswers(ground.network());
    ElectrumCheck check =
        new ElectrumCheck(answers, ground.network().chain(), height -> header(height, true));
    this.line = LineNode.of(endpoint, ground.meter(), ElectrumCalls.version(), check);
    this.asking =
        new Asking(
            ground.rememberingRefusals(endpoint, () -> new SentCalls(PatientNode.of(line)), check));
  }

  private BareHeader header(long height, boolean settled) {
    return asking.read(ElectrumCalls.header(height, settled), answers::header);
  }

  @Override
  public Ability probe() {
    Call first = ElectrumCalls.header(0, false);
    Asking.Given given =
        asking.ask(List.of(ElectrumCalls.newest(), first, ElectrumCalls.features()));
    String genesis = given.read(first, answers::header).hash().toString();
    if (!genesis.equals(ground.network().genesis())) {
      throw SpoorException.unavailable(
          "%s: its first block is %s, not that of %s"
              .formatted(asking.name(), genesis, ground.network().chain()));
    }
    return new Ability(
        given.refusal(ElectrumCalls.features()).isPresent()
            ? ""
            : given.read(ElectrumCalls.features(), ElectrumAnswers::client),
        Tip.last(given.read(ElectrumCalls.newest(), answers::newest)),
        EnumSet.allOf(Can.class),
        List.of("proof that an output is unspent"));
  }

  @Override
  public String hash(long height) {
    return header(height, false).hash().toString();
  }

  @Override
  public Tip at(long height) {
    BareHeader header = header(height, true);
    return new Tip(height, header.hash().toString(), header.time());
  }

  @Override
  public Server server(Ability ability, Tip tip) {
    return new ElectrumServer(asking.node(), ground.network(), tip, ground.store());
  }

  @Override
  public void close() {
    line.close();
  }
}
