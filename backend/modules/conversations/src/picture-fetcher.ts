import { Injectable } from '@nestjs/common';
import { ChannelMessenger } from '@konstruct/channels';
import type { ModelMessage, ModelPicture } from '@konstruct/models';
import type { TenantContext } from '@konstruct/platform';
import type { Conversation } from './conversation.entity';
import type { PictureSource, PromptMessage } from './prompt-messages';

/** Fetches the pictures of a question when it is asked. The product keeps none: the channel does, for as long as it says. */
@Injectable()
export class PictureFetcher {
  constructor(private readonly messenger: ChannelMessenger) {}

  /** A picture that cannot be had is told of in words. */
  fill(context: TenantContext, conversation: Conversation, prompt: readonly PromptMessage[]): Promise<ModelMessage[]> {
    const address = { kind: conversation.channelKind, connectionId: conversation.connectionId };
    const fetchOne = async ({ id, name }: PictureSource): Promise<ModelPicture | string> => {
      const picture = await this.messenger.fetchPicture(context, address, id);
      return picture
        ? { name, ...picture }
        : `[The picture "${name}" could not be fetched. Say honestly that you cannot see it.]`;
    };
    return Promise.all(
      prompt.map(async ({ role, content, sources = [] }) => {
        if (sources.length === 0) return { role, content };
        const fetched = await Promise.all(sources.map(fetchOne));
        const pictures = fetched.filter((part) => typeof part !== 'string');
        const words = fetched.filter((part) => typeof part === 'string');
        return { role, content: [content, ...words].join('\n'), pictures };
      }),
    );
  }
}
