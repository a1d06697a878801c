package org.spoor.bitcoin.electrum;

import java.util.List;
import org.spoor.endpoint.Call;
import org.spoor.endpoint.Node;
import org.spoor.endpoint.Reply;

/** A server to which nothing is sent that only tells what an answer rests on. */
record SentCalls(Node server) implements Node {

  @Override
  public String name() {
    return server.name();
  }

  @Override
  public List<Reply> ask(List<Call> calls) {
    return server.ask(calls.stream().map(ElectrumCalls::sent).toList());
  }
}
