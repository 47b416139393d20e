import type { StandardCategory, Vocabulary } from './terms.ts';

type Words = readonly [string, ...string[]];

/** One language: its titles, its words for "unreleased", then the six categories in the standard's order. */
function language(
  tag: string,
  title: Words,
  unreleased: Words,
  words: readonly [Words, Words, Words, Words, Words, Words],
): Vocabulary {
  const [added, changed, deprecated, removed, fixed, security] = words;
  const categories: Record<StandardCategory, Words> = {
    Added: added,
    Changed: changed,
    Deprecated: deprecated,
    Removed: removed,
    Fixed: fixed,
    Security: security,
  };
  return { language: tag, title, unreleased, categories };
}

/**
 * The words of the standard's translations, English first.
 *
 * Many of the translated pages keep the English category names; where changelogs in that language are commonly written with
 * native ones, those are listed. The first word of each list is the one that is proposed.
 */
export const VOCABULARIES: readonly [Vocabulary, ...Vocabulary[]] = [
  language(
    'en',
    ['Changelog', 'Change Log'],
    ['Unreleased'],
    [['Added'], ['Changed'], ['Deprecated'], ['Removed'], ['Fixed'], ['Security']],
  ),
  language(
    'ar',
    ['سجل التغييرات', 'سجل التغيير'],
    ['لم يتم طرحه', 'غير منشور', 'لم يصدر بعد'],
    [
      ['أضيف', 'الإضافات'],
      ['تغير', 'التغييرات'],
      ['مهمل', 'مهجور'],
      ['أزيل', 'المحذوفات'],
      ['أصلح', 'الإصلاحات'],
      ['الأمان', 'أمن'],
    ],
  ),
  language(
    'cs',
    ['Changelog', 'Seznam změn'],
    ['Nevydáno', 'Nevydané'],
    [
      ['Přidáno'],
      ['Změněno'],
      ['Zastaralé', 'Zastaráno'],
      ['Odstraněno', 'Odebráno'],
      ['Opraveno'],
      ['Bezpečnost', 'Zabezpečení'],
    ],
  ),
  language(
    'da',
    ['Changelog', 'Ændringslog'],
    ['Ikke udgivet', 'Uudgivet'],
    [['Tilføjet'], ['Ændret'], ['Udfaset', 'Forældet'], ['Fjernet'], ['Rettet'], ['Sikkerhed']],
  ),
  language(
    'de',
    ['Changelog', 'Änderungsprotokoll', 'Änderungen'],
    ['Unveröffentlicht', 'Nicht veröffentlicht'],
    [
      ['Hinzugefügt', 'Neu'],
      ['Geändert'],
      ['Veraltet', 'Abgekündigt'],
      ['Entfernt'],
      ['Behoben', 'Korrigiert', 'Repariert'],
      ['Sicherheit'],
    ],
  ),
  language(
    'es',
    ['Changelog', 'Registro de cambios', 'Historial de cambios'],
    ['Sin publicar', 'No publicado', 'Sin lanzar', 'Sin liberar'],
    [
      ['Añadido', 'Agregado', 'Agregados'],
      ['Cambiado', 'Modificado', 'Cambios'],
      ['Obsoleto', 'En desuso'],
      ['Eliminado', 'Quitado', 'Removido'],
      ['Corregido', 'Arreglado', 'Reparado'],
      ['Seguridad'],
    ],
  ),
  language(
    'fa',
    ['تاریخچه تغییرات', 'تغییرات'],
    ['منتشرنشده', 'منتشر نشده'],
    [
      ['افزوده‌شده', 'اضافه شده'],
      ['تغییریافته', 'تغییر یافته'],
      ['منسوخ‌شده', 'منسوخ شده'],
      ['حذف‌شده', 'حذف شده'],
      ['اصلاح‌شده', 'رفع شده'],
      ['امنیت', 'امنیتی'],
    ],
  ),
  language(
    'fr',
    ['Changelog', 'Journal des modifications', 'Historique des modifications'],
    ['Non publié', 'À venir', 'Non versionné'],
    [
      ['Ajouté', 'Ajouts', 'Ajout'],
      ['Modifié', 'Modifications', 'Changé'],
      ['Obsolète', 'Déprécié'],
      ['Supprimé', 'Retiré', 'Suppressions'],
      ['Corrigé', 'Corrections', 'Correction'],
      ['Sécurité'],
    ],
  ),
  language(
    'hr',
    ['Changelog', 'Dnevnik promjena'],
    ['Neobjavljeno'],
    [
      ['Dodano'],
      ['Promijenjeno', 'Izmijenjeno'],
      ['Zastarjelo'],
      ['Uklonjeno'],
      ['Ispravljeno', 'Popravljeno'],
      ['Sigurnost'],
    ],
  ),
  language(
    'id',
    ['Changelog', 'Catatan Perubahan'],
    ['Belum Dirilis'],
    [['Ditambahkan'], ['Diubah'], ['Akan Dihilangkan'], ['Dihilangkan', 'Dihapus'], ['Diperbaiki'], ['Keamanan']],
  ),
  language(
    'it',
    ['Changelog', 'Registro delle modifiche'],
    ['Non rilasciato', 'Non pubblicato'],
    [
      ['Aggiunto', 'Aggiunte'],
      ['Modificato', 'Cambiato', 'Modifiche'],
      ['Deprecato'],
      ['Rimosso', 'Rimossi'],
      ['Corretto', 'Risolto', 'Correzioni'],
      ['Sicurezza'],
    ],
  ),
  language(
    'ja',
    ['変更履歴', 'Changelog', '更新履歴', 'チェンジログ'],
    ['未リリース', '未公開', 'リリース予定'],
    [
      ['追加', '追加された機能', '新機能'],
      ['変更', '変更点', '変更された機能'],
      ['非推奨', '廃止予定'],
      ['削除', '廃止', '削除された機能'],
      ['修正', '修正点', 'バグ修正', '不具合修正'],
      ['セキュリティ', '脆弱性'],
    ],
  ),
  language(
    'ka',
    ['ცვლილებების ჟურნალი', 'Changelog'],
    ['გამოუშვებელი'],
    [
      ['დამატებული', 'დამატებულია'],
      ['შეცვლილი', 'შეცვლილია'],
      ['მოძველებული'],
      ['წაშლილი', 'წაშლილია'],
      ['გასწორებული', 'გასწორებულია'],
      ['უსაფრთხოება'],
    ],
  ),
  language(
    'ko',
    ['변경 이력', 'Changelog', '변경 기록', '체인지로그'],
    ['미출시', '미배포', '릴리즈 예정', '출시 예정'],
    [
      ['추가', '추가됨', '추가된 기능'],
      ['변경', '변경됨', '변경 사항'],
      ['지원 중단', '사용 중단', '지원 중단 예정'],
      ['제거', '삭제', '제거됨'],
      ['수정', '수정됨', '버그 수정'],
      ['보안'],
    ],
  ),
  language(
    'nb',
    ['Endringslogg', 'Changelog'],
    ['Ikke utgitt', 'Kommende', 'Uutgitt'],
    [['Lagt til'], ['Endret'], ['Avviklet', 'Foreldet'], ['Fjernet'], ['Fikset', 'Rettet'], ['Sikkerhet']],
  ),
  language(
    'nl',
    ['Changelog', 'Wijzigingslogboek', 'Wijzigingen'],
    ['Niet uitgebracht', 'Onuitgebracht'],
    [
      ['Toegevoegd'],
      ['Gewijzigd', 'Veranderd', 'Aangepast'],
      ['Verouderd', 'Afgeraden'],
      ['Verwijderd'],
      ['Opgelost', 'Hersteld', 'Gerepareerd'],
      ['Beveiliging', 'Veiligheid'],
    ],
  ),
  language(
    'pl',
    ['Changelog', 'Dziennik zmian', 'Lista zmian', 'Rejestr zmian'],
    ['Niewydane', 'Nieopublikowane', 'Nieogłoszone'],
    [
      ['Dodane', 'Dodano'],
      ['Zmienione', 'Zmieniono'],
      ['Zdezaprobowane', 'Przestarzałe'],
      ['Usunięte', 'Usunięto'],
      ['Naprawione', 'Naprawiono', 'Poprawione'],
      ['Bezpieczeństwo'],
    ],
  ),
  language(
    'pt',
    [
      'Changelog',
      'Registro de alterações',
      'Registo de alterações',
      'Registro de mudanças',
      'Histórico de mudanças',
      'Histórico de alterações',
    ],
    ['Não publicado', 'Não lançado', 'Não divulgado', 'Não liberado'],
    [
      ['Adicionado', 'Adicionados'],
      ['Modificado', 'Alterado', 'Mudado', 'Alterações'],
      ['Obsoleto', 'Descontinuado', 'Depreciado'],
      ['Removido', 'Removidos'],
      ['Corrigido', 'Corrigidos', 'Correções'],
      ['Segurança'],
    ],
  ),
  language(
    'ro',
    ['Changelog', 'Jurnal de modificări'],
    ['Nelansat', 'Nepublicat'],
    [
      ['Adăugat', 'Adăugate'],
      ['Schimbat', 'Modificat'],
      ['Învechit', 'Depreciat'],
      ['Eliminat', 'Șters'],
      ['Reparat', 'Corectat'],
      ['Securitate'],
    ],
  ),
  language(
    'ru',
    ['Журнал изменений', 'История изменений', 'Список изменений', 'Changelog'],
    ['Не выпущено', 'Неопубликованное', 'Не опубликовано', 'Невыпущенное'],
    [['Добавлено'], ['Изменено'], ['Устарело'], ['Удалено'], ['Исправлено'], ['Безопасность']],
  ),
  language(
    'sk',
    ['Changelog', 'Zoznam zmien'],
    ['Nevydané'],
    [['Pridané'], ['Zmenené'], ['Zastarané'], ['Odstránené', 'Odobrané'], ['Opravené'], ['Bezpečnosť']],
  ),
  language(
    'sl',
    ['Dnevnik sprememb', 'Changelog'],
    ['Neizdano', 'Neobjavljeno'],
    [['Dodano'], ['Spremenjeno'], ['Opuščeno', 'Zastarelo'], ['Odstranjeno'], ['Popravljeno'], ['Varnost']],
  ),
  language(
    'sr',
    ['Changelog', 'Дневник промена', 'Dnevnik promena'],
    ['Необјављено', 'Neobjavljeno'],
    [
      ['Додато', 'Dodato'],
      ['Промењено', 'Promenjeno', 'Izmenjeno'],
      ['Застарело', 'Zastarelo'],
      ['Уклоњено', 'Uklonjeno'],
      ['Исправљено', 'Ispravljeno'],
      ['Безбедност', 'Bezbednost'],
    ],
  ),
  language(
    'sv',
    ['Changelog', 'Ändringslogg', 'Ändringar'],
    ['Outgivet', 'Ej släppt', 'Osläppt'],
    [
      ['Tillagt', 'Tillagd'],
      ['Ändrat', 'Ändrad'],
      ['Föråldrat', 'Utfasat'],
      ['Borttaget', 'Borttagen'],
      ['Fixat', 'Rättat', 'Åtgärdat'],
      ['Säkerhet'],
    ],
  ),
  language(
    'tr',
    ['Değişiklik Günlüğü', 'Değişiklik Kaydı', 'Changelog'],
    ['Yayınlanmamış', 'Yayımlanmadı', 'Yayınlanmadı', 'Yayımlanmamış'],
    [
      ['Eklendi', 'Eklenenler'],
      ['Değişti', 'Değiştirildi', 'Değişenler'],
      ['Rafa kalktı', 'Kullanımdan kaldırıldı'],
      ['Kaldırıldı', 'Kaldırılanlar'],
      ['Düzeltildi', 'Düzeltilenler'],
      ['Güvenlik'],
    ],
  ),
  language(
    'uk',
    ['Журнал змін', 'Історія змін', 'Changelog'],
    ['Невипущене', 'Не випущено', 'Неопубліковане'],
    [['Додано'], ['Змінено'], ['Застаріло'], ['Видалено', 'Вилучено'], ['Виправлення', 'Виправлено'], ['Безпека']],
  ),
  language(
    'zh-CN',
    ['更新日志', '变更日志', 'Changelog', '更新记录'],
    ['未发布', '未发行', '待发布'],
    [
      ['新增', '添加', '增加'],
      ['变更', '更改', '修改', '改动'],
      ['弃用', '废弃', '不推荐使用'],
      ['移除', '删除'],
      ['修复', '修正'],
      ['安全', '安全性'],
    ],
  ),
  language(
    'zh-TW',
    ['更新日誌', '變更日誌', 'Changelog', '更新紀錄'],
    ['未發布', '未發佈', '未釋出', '待發佈'],
    [
      ['新增', '增加'],
      ['變更', '更改', '異動'],
      ['棄用', '不建議使用', '廢棄'],
      ['移除', '刪除'],
      ['修復', '修正'],
      ['安全', '安全性'],
    ],
  ),
];
