// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "palette/window_sources.h"

#include "alerts/alerts_page.h"
#include "connections/connections_page.h"
#include "hub/hub_port.h"
#include "messages/messages_page.h"
#include "pages.h"
#include "palette/listed_source.h"
#include "palette/palette.h"
#include "palette/stream_source.h"
#include "publish/publish_page.h"
#include "settings/option_texts.h"
#include "history/history_row.h"
#include "settings/language_row.h"
#include "settings/settings_page.h"
#include "settings/theme_row.h"
#include "shell/page_list.h"

#include <QHash>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QSet>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {

constexpr qsizetype LeastButtonText = 3; // "…" and the like say nothing
// Of settings that are no options of a hub; none of these has a colon.
const QString ThemeId = u"window:theme"_s;
const QString LanguageId = u"window:language"_s;
const QString HistoryId = u"window:history"_s;

QString plainText(const QString& text)
{
    return QString(text.section(u'\t', 0, 0)).remove(u'&').remove(QChar(0x2026)).simplified();
}

QString nativeKeys(const QKeySequence& keys)
{
    return keys.toString(QKeySequence::NativeText);
}

// What a button does in words; empty: it does not say, or cannot be pressed now.
QString deedOf(const QPushButton& button, const QWidget& page)
{
    if (!button.isEnabledTo(&page) || !button.isVisibleTo(&page))
        return {};
    const QString text = plainText(button.text());
    if (text.size() < LeastButtonText)
        return {};
    const QString name = plainText(button.accessibleName());
    return name.isEmpty() ? text : name;
}

// By what they do; several that say the same do the same, as one beside a table and one in its
// place while there are no rows.
QHash<QString, QPushButton*> buttonsOf(const QWidget& page)
{
    QHash<QString, QPushButton*> buttons;
    for (QPushButton* button : page.findChildren<QPushButton*>()) {
        const QString deed = deedOf(*button, page);
        if (deed.isEmpty())
            continue;
        if (!buttons.contains(deed))
            buttons.insert(deed, button);
    }
    return buttons;
}

// Of the menu behind a button: what its entries do, but for choices of what is shown, of which
// there may be many, and for menus within, which it opens.
std::vector<QAction*> entriesOf(const QPushButton& button)
{
    std::vector<QAction*> entries;
    QMenu* const menu = button.menu();
    if (!menu)
        return entries;
    Q_EMIT menu->aboutToShow(); // some are filled by then
    for (QAction* action : menu->actions()) {
        if (!action->isSeparator() && !action->menu() && !action->isCheckable()
            && action->isEnabled() && action->isVisible())
            entries.push_back(action);
    }
    return entries;
}

// What is done by a button, or by an entry of its menu, as it is kept of what was done lately.
struct ButtonId {
    QString page;
    QString deed;
    QString entry; // empty: the button itself

    QString text() const
    {
        const QString whole = page + u'/' + deed;
        return entry.isEmpty() ? whole : QString(whole + u'\n' + entry);
    }
    static ButtonId read(const QString& text)
    {
        const QString deeds = text.section(u'/', 1);
        return {text.section(u'/', 0, 0), deeds.section(u'\n', 0, 0), deeds.section(u'\n', 1)};
    }
};

void press(QPushButton& button, const QString& entry)
{
    if (entry.isEmpty() && !button.menu())
        return button.click();
    if (entry.isEmpty())
        return button.showMenu();
    for (QAction* action : entriesOf(button)) {
        if (plainText(action->text()) == entry)
            return action->trigger();
    }
}

} // namespace

WindowSources::WindowSources(
    Palette& palette, QWidget& within, Pages& pages, HubPort& hub, QObject* parent)
    : QObject(parent)
    , m_within(within)
    , m_pages(pages)
    , m_hub(hub)
{
    addPages(palette);
    addActions(palette);
    addButtons(palette);
    addTemplates(palette);
    addSettings(palette);
    addStreams(palette);
    addAlerts(palette);
}

// Of the menus, each with the name of its menu, whatever can be done now; but for the pages, which
// are found as such.
std::vector<std::pair<QAction*, QString>> WindowSources::actions() const
{
    std::vector<std::pair<QAction*, QString>> found;
    const auto* window = qobject_cast<QMainWindow*>(m_within.window());
    if (!window)
        return found;
    const QStringList pages = m_pages.titlesInOrder();
    for (const QAction* group : window->menuBar()->actions()) {
        QMenu* menu = group->menu();
        if (!menu)
            continue;
        Q_EMIT menu->aboutToShow(); // some are filled by then
        for (QAction* action : menu->actions()) {
            const bool isDeed = !action->isSeparator() && !action->menu();
            if (isDeed && action->isEnabled() && action->isVisible()
                && !pages.contains(plainText(action->text())))
                found.emplace_back(action, plainText(group->text()));
        }
    }
    return found;
}

void WindowSources::addPages(Palette& palette)
{
    const auto entries = [this] {
        std::vector<PaletteEntry> found;
        const QStringList titles = m_pages.titlesInOrder();
        for (int place = 0; place < int(titles.size()); ++place)
            found.push_back({titles[place], titles[place], {}, nativeKeys(PageList::keyOf(place))});
        return found;
    };
    const auto run = [this](const QString& id) { m_pages.showNamed(id); };
    palette.add(*new ListedSource({u"page"_s, tr("page"), entries, run}, this));
}

void WindowSources::addActions(Palette& palette)
{
    const auto entries = [this] {
        std::vector<PaletteEntry> found;
        for (const auto& [action, group] : actions())
            found.push_back({plainText(action->text()), plainText(action->text()), group,
                nativeKeys(action->shortcut())});
        return found;
    };
    const auto run = [this](const QString& id) {
        for (const auto& [action, group] : actions()) {
            if (plainText(action->text()) == id)
                return action->trigger();
        }
    };
    palette.add(*new ListedSource({u"action"_s, tr("action"), entries, run}, this));
}

void WindowSources::addButtons(Palette& palette)
{
    const auto entries = [this] {
        std::vector<PaletteEntry> found;
        QSet<QString> templates; // found as such
        for (const PublishTemplate* one : knownTemplates())
            templates.insert(plainText(one->name));
        for (const QString& title : m_pages.titlesInOrder()) {
            const QWidget* page = m_pages.named(title);
            const bool isHere = page == &m_pages.current();
            const auto buttons = buttonsOf(*page);
            QStringList deeds = buttons.keys();
            deeds.sort();
            for (const QString& deed : deeds) {
                found.push_back({ButtonId{title, deed, {}}.text(), deed, title, {}, isHere});
                for (const QAction* action : entriesOf(*buttons.value(deed))) {
                    const QString entry = plainText(action->text());
                    if (entry.size() >= LeastButtonText && !templates.contains(entry))
                        found.push_back({ButtonId{title, deed, entry}.text(),
                            tr("%1: %2", "button, entry of its menu").arg(deed, entry), title, {},
                            isHere});
                }
            }
        }
        return found;
    };
    const auto run = [this](const QString& text) {
        const ButtonId id = ButtonId::read(text);
        const QWidget* page = m_pages.named(id.page);
        if (!page)
            return;
        m_pages.showNamed(id.page);
        if (QPushButton* button = buttonsOf(*page).value(id.deed))
            press(*button, id.entry);
    };
    palette.add(*new ListedSource({u"button"_s, tr("action"), entries, run}, this));
}

std::vector<const PublishTemplate*> WindowSources::knownTemplates() const
{
    std::vector<const PublishTemplate*> known;
    for (const PublishTemplate& one : m_pages.publish().desk().templates().saved())
        known.push_back(&one);
    for (const PublishTemplate& one : TemplateStore::builtIn())
        known.push_back(&one);
    return known;
}

void WindowSources::addTemplates(Palette& palette)
{
    const auto entries = [this] {
        std::vector<PaletteEntry> found;
        if (!m_hub.can(HubPort::Ability::Publish))
            return found;
        for (const PublishTemplate* one : knownTemplates())
            found.push_back({one->name, one->name, tr("Publish"), {}});
        return found;
    };
    const auto run = [this](const QString& id) {
        for (const PublishTemplate* one : knownTemplates()) {
            if (one->name != id)
                continue;
            m_pages.show(icon::Page::Publish);
            m_pages.publish().loadTemplate(*one);
            return;
        }
    };
    palette.add(*new ListedSource({u"template"_s, tr("template"), entries, run}, this));
}

void WindowSources::addSettings(Palette& palette)
{
    const auto entries = [this] {
        // Those of the window itself are there whatever the hub is.
        const QString window = tr("Settings");
        std::vector<PaletteEntry> found{{ThemeId, tr("Theme: light or dark"), window, {}},
            {LanguageId, tr("Language"), window, {}}};
        if (m_pages.settings().historyRow())
            found.push_back({HistoryId, tr("History over restarts"), window, {}});
        if (!m_hub.unseen(HubPort::Sight::Options).isEmpty())
            return found;
        for (const OptionSpec& spec : hubOptionSpecs()) {
            const QString name = QLatin1String(spec.name);
            found.push_back({name, option_texts::title(name), u"--"_s + name, {}});
        }
        return found;
    };
    const auto run = [this](const QString& id) {
        if (id == "broker"_L1)
            return m_pages.showBroker();
        SettingsPage& settings = m_pages.settings();
        m_pages.show(icon::Page::Settings);
        if (id == ThemeId)
            settings.showRow(SettingsGroup::Appearance, *settings.themeRow());
        else if (id == LanguageId)
            settings.showRow(SettingsGroup::Appearance, *settings.languageRow());
        else if (id == HistoryId)
            settings.showRow(SettingsGroup::LogAndFiles, *settings.historyRow());
        else
            settings.showOption(id);
    };
    palette.add(*new ListedSource({u"setting"_s, tr("setting"), entries, run}, this));
}

void WindowSources::addAlerts(Palette& palette)
{
    const auto entries = [this] {
        std::vector<PaletteEntry> found;
        if (AlertsPage* alerts = m_pages.alerts()) {
            for (int row = 0; row < alerts->model()->rowCount(); ++row) {
                const AlertRule& rule = alerts->model()->rule(row);
                const QString state
                    = alerts->model()->index(row, AlertModel::State).data().toString();
                found.push_back({rule.id, rule.title(), state, {}});
            }
        }
        return found;
    };
    const auto run = [this](const QString& id) {
        if (AlertsPage* alerts = m_pages.alerts()) {
            m_pages.show(icon::Page::Alerts);
            alerts->select(id);
        }
    };
    palette.add(*new ListedSource({u"alert"_s, tr("alert"), entries, run}, this));
}

void WindowSources::addStreams(Palette& palette)
{
    StreamSource::Deeds deeds;
    deeds.showUser = [this](const QString& user) {
        m_pages.connections().showUser(user);
        m_pages.show(icon::Page::Connections);
    };
    deeds.showConnection = [this](const QString& id) {
        m_pages.connections().showConnection(id);
        m_pages.show(icon::Page::Connections);
    };
    deeds.sendTo = [this](const QString& user) {
        m_pages.publish().setUser(user);
        m_pages.show(icon::Page::Publish);
    };
    deeds.findMessages = [this](const QString& text) {
        m_pages.messages().setFilter(text);
        m_pages.show(icon::Page::Messages);
    };
    palette.add(*new StreamSource(m_hub, std::move(deeds), this));
}

} // namespace fanlight
