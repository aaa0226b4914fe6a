import { createHash } from 'node:crypto';
import { invalidParameter, messagingError, missingParameter, unknownObject } from '../../graph-error';
import { newGraphId } from '../../ids';
import type { StoredMedia } from '../../state/whatsapp-state';
import type { WhatsAppServices } from '../../whatsapp-services';
import { accessibleNumber, authenticate } from '../access';
import type { GraphCall, GraphOperation } from '../graph-operation';

const ACCEPTED = /^(image\/(jpeg|png|webp)|audio\/|video\/(mp4|3gpp)|text\/plain|application\/(pdf|msword|vnd\.))/;

export function sha256Of(media: StoredMedia, encoding: 'hex' | 'base64'): string {
  return createHash('sha256').update(Buffer.from(media.bytes, 'base64')).digest(encoding);
}

/** Keeps a file, whether a business uploaded it or a person sent it. */
export function storeMedia(services: WhatsAppServices, draft: Omit<StoredMedia, 'id'>): StoredMedia {
  const media = { id: newGraphId(), ...draft };
  services.world.media.push(media);
  services.world.keep();
  return media;
}

/** A file of a number whose account the token was given. */
function accessibleMedia(services: WhatsAppServices, call: GraphCall, needsProof = true): StoredMedia {
  const token = authenticate(services, call, needsProof);
  const media = services.world.media.find(({ id }) => id === call.objectId);
  const owner = media && services.world.findNumber(media.numberId);
  if (!media || !owner || !token.accountIds.includes(owner.account.id)) throw unknownObject(call.objectId, call.method);
  return media;
}

export function isMedia({ world }: WhatsAppServices, id: string): boolean {
  return world.media.some((media) => media.id === id);
}

/** Files: uploaded, described, deleted. What they contain is downloaded from an address of its own. */
export const mediaOperations: GraphOperation[] = [
  {
    name: 'upload_media',
    method: 'POST',
    path: ':id/media',
    async handle({ call, services }) {
      const { number } = accessibleNumber(services, call, 'message');
      const { file, messaging_product: product } = call.args;
      if (product !== 'whatsapp') throw missingParameter('messaging_product');
      if (!(file instanceof File)) throw missingParameter('file');
      if (!ACCEPTED.test(file.type)) {
        throw invalidParameter(`Param file must be a file of a supported type; this one is ${file.type || 'unknown'}.`);
      }
      const bytes = Buffer.from(await file.arrayBuffer()).toString('base64');
      const draft = { numberId: number.id, mimeType: file.type, filename: file.name, bytes };
      return { body: { id: storeMedia(services, draft).id } };
    },
  },
  {
    name: 'delete_media',
    method: 'DELETE',
    path: ':id',
    handle({ call, services }) {
      const media = accessibleMedia(services, call);
      services.world.media.splice(services.world.media.indexOf(media), 1);
      services.world.keep();
      return { body: { success: true } };
    },
  },
];

export const getMedia: Pick<GraphOperation, 'handle'> = {
  handle({ call, services }) {
    const media = accessibleMedia(services, call);
    return {
      body: {
        messaging_product: 'whatsapp',
        url: `${services.publicUrl()}/whatsapp/media-files/${media.id}`,
        mime_type: media.mimeType,
        sha256: sha256Of(media, 'hex'),
        file_size: Buffer.from(media.bytes, 'base64').length,
        id: media.id,
      },
    };
  },
};

/** The bytes, for whoever has the token; this address wants no proof. */
export const downloadMedia: Pick<GraphOperation, 'handle'> = {
  handle({ call, services }) {
    const media = accessibleMedia(services, call, false);
    if (media.bytes === '') throw messagingError(131_052, 'The file is not there any more.');
    return { body: Buffer.from(media.bytes, 'base64'), headers: { 'content-type': media.mimeType } };
  },
};
