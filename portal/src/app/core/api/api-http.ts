import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import { Observable, firstValueFrom } from 'rxjs';
import { toProblem } from '../errors/problem';

export type QueryParams = Record<string, string | number>;

/** The one way out to the API: JSON in, JSON out, every failure a `Problem`. */
@Injectable({ providedIn: 'root' })
export class ApiHttp {
  private readonly http = inject(HttpClient);
  private readonly unanswered = new Map<string, string>();

  get<T>(path: string, params: QueryParams = {}): Promise<T> {
    return this.run(this.http.get<T>(path, { params }));
  }

  post<T>(path: string, body: object = {}): Promise<T> {
    return this.run(this.http.post<T>(path, body));
  }

  /**
   * A POST that creates something. Until an answer has arrived the same request keeps the same idempotency key, so that
   * trying again after a lost connection cannot create twice.
   */
  async create<T>(path: string, body: object): Promise<T> {
    const request = `${path} ${JSON.stringify(body)}`;
    const key = this.unanswered.get(request) ?? randomKey();
    this.unanswered.set(request, key);
    try {
      const created = await this.run(this.http.post<T>(path, body, { headers: { 'Idempotency-Key': key } }));
      this.unanswered.delete(request);
      return created;
    } catch (error) {
      if (toProblem(error).status !== 0) this.unanswered.delete(request);
      throw error;
    }
  }

  patch<T>(path: string, body: object): Promise<T> {
    return this.run(this.http.patch<T>(path, body));
  }

  put<T>(path: string, body: object): Promise<T> {
    return this.run(this.http.put<T>(path, body));
  }

  async delete(path: string): Promise<void> {
    await this.run(this.http.delete(path));
  }

  private async run<T>(request: Observable<T>): Promise<T> {
    try {
      return await firstValueFrom(request);
    } catch (error) {
      throw toProblem(error);
    }
  }
}

/** Path of a tenant's resources. */
export function tenantPath(tenantId: string, rest = ''): string {
  return `/api/portal/tenants/${encodeURIComponent(tenantId)}${rest}`;
}

/** Random enough for an idempotency key; unlike `randomUUID` it also works where the page is not served over HTTPS. */
function randomKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
