package org.spoor.ethereum.rpc;

import java.util.List;

/** A way to an endpoint that tries once and tells what failed, so that it alone is asked again. */
interface Line {

  /**
   * @return an outcome for each call, in the order of the calls
   */
  List<Outcome> attempt(List<Call> calls);
}
