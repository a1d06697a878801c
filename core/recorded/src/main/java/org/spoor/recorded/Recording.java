package org.spoor.recorded;

import java.util.List;
import org.spoor.model.flow.FlowGraph.Setting;
import org.spoor.model.incident.Incident;

/**
 * What a case folder says of the run that it was recorded from.
 *
 * @param version of the program
 * @param command that traces the folder to the result of that run
 * @param further incidents that were traced together with the folder's own
 * @param stated settings of the run that only its command line stated
 */
public record Recording(
    String version, String command, List<Incident> further, List<Setting> stated) {

  public Recording {
    further = List.copyOf(further);
    stated = List.copyOf(stated);
  }
}
