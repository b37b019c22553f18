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

// By what they do; of several that say the same none is meant.
QHash<QString, QPushButton*> buttonsOf(const QWidget& page)
{
    QHash<QString, QPushButton*> buttons;
    for (QPushButton* button : page.findChildren<QPushButton*>()) {
        const QString deed = deedOf(*button, page);
        if (deed.isEmpty())
            continue;
        const auto other = buttons.find(deed);
        if (other == buttons.end())
            buttons.insert(deed, button);
        else
            *other = nullptr;
    }
    buttons.removeIf([](const auto& one) { return !one.value(); });
    return buttons;
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
        for (const QString& title : m_pages.titlesInOrder()) {
            const QWidget* page = m_pages.named(title);
            const auto buttons = buttonsOf(*page);
            QStringList deeds = buttons.keys();
            deeds.sort();
            for (const QString& deed : deeds)
                found.push_back({title + u'/' + deed, deed, title, {}});
        }
        return found;
    };
    const auto run = [this](const QString& id) {
        const QString title = id.section(u'/', 0, 0);
        const QWidget* page = m_pages.named(title);
        if (!page)
            return;
        m_pages.showNamed(title);
        QPushButton* button = buttonsOf(*page).value(id.section(u'/', 1));
        if (!button)
            return;
        if (button->menu())
            button->showMenu();
        else
            button->click();
    };
    palette.add(*new ListedSource({u"button"_s, tr("action"), entries, run}, this));
}

void WindowSources::addTemplates(Palette& palette)
{
    const auto all = [this] {
        std::vector<PublishTemplate> known = m_pages.publish().desk().templates().saved();
        const auto& builtIn = TemplateStore::builtIn();
        known.insert(known.end(), builtIn.begin(), builtIn.end());
        return known;
    };
    const auto entries = [this, all] {
        std::vector<PaletteEntry> found;
        if (!m_hub.can(HubPort::Ability::Publish))
            return found;
        for (const PublishTemplate& one : all())
            found.push_back({one.name, one.name, tr("Publish"), {}});
        return found;
    };
    const auto run = [this, all](const QString& id) {
        for (const PublishTemplate& one : all()) {
            if (one.name != id)
                continue;
            m_pages.show(icon::Page::Publish);
            m_pages.publish().loadTemplate(one);
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
