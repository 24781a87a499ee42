// The workplace's script. Everything here is an addition: without it every form posts and every link opens.

import { startAutosave } from "./autosave-forms.js";
import { startBeside } from "./beside.js";
import { startChords } from "./chords.js";
import { startTimers } from "./elapsed.js";
import { startSearch } from "./search.js";
import { startSettling } from "./settle.js";
import { startSubmitOnce } from "./submit-once.js";

// Order counts for "submit": what is taken beside or held back is no submit for the ones after it.
startSettling();
startBeside();
startSubmitOnce();
startAutosave();
startChords();
startSearch();
startTimers();
