import { Logger } from '@nestjs/common';

/** Jest loads this before each file: what services log of the faults that tests inject is noise there. */
Logger.overrideLogger(false);
