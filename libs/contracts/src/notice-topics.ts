/** What a notice is about: the part of its kind before the dot. Businesses choose by it which ones are posted in their channel. */
export const NOTICE_TOPICS = ['channel', 'message', 'conversation', 'model_key', 'budget', 'billing'] as const;
export type NoticeTopic = (typeof NOTICE_TOPICS)[number];

/** What a notice is about, and what happened, such as `channel.broken`. */
export type NoticeKind = `${NoticeTopic}.${string}`;
