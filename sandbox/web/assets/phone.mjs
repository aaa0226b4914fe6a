import { PhonePage } from './phone-page.mjs';

void new PhonePage().start();
