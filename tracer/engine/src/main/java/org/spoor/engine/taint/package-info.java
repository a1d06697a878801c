/** Pools of lots, and the policies that decide which lots leave first. */
@NullMarked
package org.spoor.engine.taint;

import org.jspecify.annotations.NullMarked;
