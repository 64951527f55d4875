// What the bot sends to Slack, in the words of Slack's own types; a JSON schema is made from it.
import type { HomeView, KnownBlock, ModalView } from "@slack/types";
import type { Manifest } from "@slack/web-api/dist/types/request/manifest";

export interface Sent {
  message: { text: string; blocks: KnownBlock[] };
  modal: ModalView;
  home: HomeView;
  manifest: Manifest;
}
