import { Component } from '@angular/core';
import { PageHeader } from '@konstruct/ui';

/** Channels. */
@Component({ selector: 'app-channels-page', imports: [PageHeader], template: `<k-page-header heading="Channels" />` })
export class ChannelsPage {}
