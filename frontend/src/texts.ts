import { admin } from "./texts/admin.ts";
import { alerts } from "./texts/alerts.ts";
import { chat } from "./texts/chat.ts";
import { consoleTexts } from "./texts/console.ts";
import { engagements } from "./texts/engagements.ts";
import { common, connection, pages, palette, problems, product, shortcuts } from "./texts/general.ts";
import { account, invite, password, setup, signIn } from "./texts/identity.ts";
import { monitor } from "./texts/monitor.ts";

/** Every English text of the page. Short and concrete, without exclamation marks. */
export const t = {
  product,
  common,
  pages,
  connection,
  signIn,
  setup,
  invite,
  password,
  account,
  engagements,
  chat,
  alerts,
  monitor,
  console: consoleTexts,
  admin,
  palette,
  shortcuts,
  problems,
};
