package org.spoor.endpoint.wire;

import java.time.Duration;
import java.util.List;
import org.spoor.endpoint.Call;

/** A way to an endpoint that tries once and tells what failed, so that it alone is asked again. */
interface Line {

  /**
   * @param within which an answer has to be there
   * @return an outcome for each call, in the order of the calls
   */
  List<Outcome> attempt(List<Call> calls, Duration within);
}
