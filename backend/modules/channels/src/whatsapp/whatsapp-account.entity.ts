import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What of a connection only WhatsApp has: the number, its account, and the secrets of the business's own Meta app. */
@Entity('whatsapp_accounts')
export class WhatsappAccount {
  @PrimaryColumn('uuid', { name: 'tenant_id' })
  tenantId!: string;

  @PrimaryColumn('uuid', { name: 'connection_id' })
  connectionId!: string;

  @Column('text', { name: 'phone_number_id' })
  phoneNumberId!: string;

  @Column('text', { name: 'business_account_id' })
  businessAccountId!: string;

  /** As people write it, with the country code. */
  @Column('text', { name: 'display_phone_number' })
  displayPhoneNumber!: string;

  @Column('text', { name: 'verified_name' })
  verifiedName!: string;

  /** GREEN, YELLOW, RED or UNKNOWN, as Meta rates what people think of the number's messages. */
  @Column('text', { name: 'quality_rating', nullable: true })
  qualityRating!: string | null;

  /** Null once the connection has ended. */
  @Column('text', { name: 'access_token_ciphertext', nullable: true })
  accessTokenCiphertext!: string | null;

  @Column('text', { name: 'access_token_key_id', nullable: true })
  accessTokenKeyId!: string | null;

  @Column('text', { name: 'app_secret_ciphertext', nullable: true })
  appSecretCiphertext!: string | null;

  @Column('text', { name: 'app_secret_key_id', nullable: true })
  appSecretKeyId!: string | null;
}
