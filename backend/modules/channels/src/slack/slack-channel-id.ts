/** Slack's ids: a letter for the kind, then letters and digits. */
export const SLACK_CHANNEL_ID = /^[A-Z0-9]{2,100}$/;
