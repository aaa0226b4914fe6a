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
