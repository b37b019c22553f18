// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/settings_page.h"

#include "history/history_row.h"
#include "hub/hub_port.h"
#include "settings/broker_card.h"
#include "settings/change_bar.h"
#include "settings/kept_choice.h"
#include "settings/kept_options.h"
#include "settings/language_row.h"
#include "settings/option_control.h"
#include "settings/option_draft.h"
#include "settings/option_row.h"
#include "settings/theme_row.h"
#include "widgets/assistive.h"
#include "widgets/card.h"
#include "widgets/empty_state.h"
#include "widgets/filter_line.h"
#include "widgets/key_notes.h"
#include "widgets/label.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QResizeEvent>
#include <QScrollArea>
#include <QScrollBar>
#include <QSettings>
#include <QShortcut>
#include <QTimer>

#include <algorithm>
#include <array>
#include <utility>

namespace fanlight {
namespace {

const QString GroupKey = QStringLiteral("ui/window/settings-group");
constexpr int PageMargin = 16;
constexpr int Spacing = 12;
constexpr int GroupsWidth = 150;
constexpr int SearchWidth = 320;
constexpr int RowGap = 16;
constexpr int ScrollBarRoom = 14;

QStringList wordsOf(const QString& text)
{
    return text.simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

bool matchesBroker(const QStringList& words)
{
    const OptionSpec& spec = *findOption(hubOptionSpecs(), BrokerOption);
    return mentionsAll({option_texts::title(BrokerOption), option_texts::description(BrokerOption),
                           QString::fromUtf8(spec.value), spec.option(), spec.variable(),
                           SettingsPage::tr("Memory"), SettingsPage::tr("Redis")},
        words);
}

} // namespace

SettingsPage::SettingsPage(
    HubPort& hub, Theme& theme, QSettings& settings, OptionDraft& draft, QWidget* parent)
    : QWidget(parent)
    , m_hub(hub)
    , m_gate(hub)
    , m_theme(theme)
    , m_settings(settings)
    , m_draft(draft)
    , m_status(hub.status())
    , m_connections(Unknown)
    , m_search(new QLineEdit)
    , m_groups(new QListWidget)
    , m_scroll(new QScrollArea)
    , m_nothing(new EmptyState(theme))
    , m_themeRow(new ThemeRow(theme, settings))
    , m_languageRow(new LanguageRow(settings))
    , m_broker(new BrokerCard(hub, theme))
    , m_bar(new ChangeBar(draft, [](const QString&) { return true; }))
{
    m_search->setPlaceholderText(tr("Search settings"));
    m_search->setAccessibleName(tr("Search settings"));
    m_search->setToolTip(tr("By name, by what it does, or by the name of the option (Ctrl+F)"));
    m_search->setClearButtonEnabled(true);
    m_search->setMaximumWidth(SearchWidth);
    addFindShortcut(*this, *m_search);
    addClearShortcut(*m_search);

    auto* card = new Card;
    card->body()->setSpacing(10);
    card->body()->addWidget(makeSections(), 1);
    auto* rule = new QFrame;
    setLook(*rule, "rule");
    rule->setFixedHeight(1);
    card->body()->addWidget(rule);
    card->body()->addWidget(m_bar);
    auto* row = new QHBoxLayout;
    row->setSpacing(Spacing);
    row->addWidget(makeGroups());
    row->addWidget(card, 1);
    auto* page = new QVBoxLayout(this);
    page->setContentsMargins(PageMargin, PageMargin, PageMargin, PageMargin);
    page->setSpacing(Spacing);
    page->addWidget(m_search);
    page->addLayout(row, 1);

    auto* apply = new QShortcut(
        Qt::CTRL | Qt::Key_Return, this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
    explainKey(*apply, tr("Apply what has changed"));
    connect(apply, &QShortcut::activated, m_bar, &ChangeBar::apply);
    connect(m_bar, &ChangeBar::applyRequested, this, &SettingsPage::applyRequested);
    connect(m_search, &QLineEdit::textChanged, this, &SettingsPage::showFound);
    connect(&draft, &OptionDraft::changed, this, &SettingsPage::takeDraft);
    connect(&hub, &HubPort::statusChanged, this, &SettingsPage::takeStatus);
    connect(&hub, &HubPort::sampled, this, &SettingsPage::takeSample);
    const int kept = settings.value(GroupKey, 0).toInt();
    m_groups->setCurrentRow(std::clamp(kept, 0, SettingsGroupCount - 1));
    connect(&m_gate, &AbilityGate::changed, this, &SettingsPage::takeAbilities);
    takeAbilities();
    takeStatus(hub.status());
    takeDraft();
}

void SettingsPage::takeSample(const MetricsSample& sample)
{
    m_connections = double(sample.connections);
    tellRows();
}

Theme::Mode SettingsPage::savedThemeMode(const QSettings& settings)
{
    return ThemeRow::savedMode(settings);
}

QWidget* SettingsPage::makeGroups()
{
    setLook(*m_groups, "groups");
    m_groups->setFixedWidth(GroupsWidth);
    m_groups->setAccessibleName(tr("Groups of settings"));
    followSelection(*m_groups);
    m_groups->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_groups->setTextElideMode(Qt::ElideRight);
    for (int i = 0; i < SettingsGroupCount; ++i)
        m_groups->addItem(option_texts::groupTitle(SettingsGroup(i)));
    connect(m_groups, &QListWidget::currentRowChanged, this, [this](int at) {
        if (at < 0)
            return;
        m_search->clear(); // the list shows the way out of a search, too
        showGroup(SettingsGroup(at));
    });
    // The group that is shown while one searches is reached by a click on it as well.
    connect(m_groups, &QListWidget::itemClicked, m_search, &QLineEdit::clear);
    connect(m_groups, &QListWidget::currentRowChanged, this, [this](int at) {
        if (isVisible() && at >= 0)
            m_settings.setValue(GroupKey, at);
    });
    return m_groups;
}

QWidget* SettingsPage::makeSections()
{
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, ScrollBarRoom, 0);
    column->setSpacing(RowGap);
    m_sections.reserve(SettingsGroupCount);
    for (int i = 0; i < SettingsGroupCount; ++i)
        addSection(SettingsGroup(i), *column);
    for (const OptionSpec& spec : hubOptionSpecs()) {
        if (const QString name = QString::fromLatin1(spec.name); name != BrokerOption) {
            auto* row = new OptionRow(m_draft, spec);
            m_sections[std::size_t(option_texts::group(name))].rows.push_back(row);
            connect(row, &OptionRow::resized, this, &SettingsPage::fitSoon);
        }
    }
    const auto section
        = [this](SettingsGroup group) -> Section& { return m_sections[std::size_t(group)]; };
    section(SettingsGroup::Appearance).column->addWidget(m_themeRow);
    section(SettingsGroup::Appearance).column->addWidget(m_languageRow);
    fillBroker(section(SettingsGroup::Broker));
    for (Section& one : m_sections) {
        std::sort(one.rows.begin(), one.rows.end(), [](const OptionRow* a, const OptionRow* b) {
            return option_texts::place(a->option()) < option_texts::place(b->option());
        });
        for (OptionRow* row : one.rows)
            one.column->addWidget(row);
    }
    fillLimits(section(SettingsGroup::Limits));
    fillLogAndFiles(section(SettingsGroup::LogAndFiles));
    m_nothing->hide();
    connect(m_nothing, &EmptyState::actionRequested, m_search, &QLineEdit::clear);
    column->addWidget(m_nothing);
    column->addStretch(1);

    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setWidget(content);
    setLook(*content, "panel");
    m_scroll->viewport()->installEventFilter(this);
    return m_scroll;
}

SettingsPage::Section& SettingsPage::addSection(SettingsGroup group, QVBoxLayout& column)
{
    auto* box = new QWidget;
    auto* rows = new QVBoxLayout(box);
    rows->setContentsMargins({});
    rows->setSpacing(RowGap);
    auto* heading = new QHBoxLayout;
    heading->setSpacing(Spacing);
    heading->addWidget(makeLabel(option_texts::groupTitle(group), "title"));
    heading->addStretch(1);
    auto* legend = makeLabel(tr("live: takes effect at once, no stream ends"), "hint");
    heading->addWidget(legend);
    legend->setVisible(group != SettingsGroup::Appearance);
    rows->addLayout(heading);
    column.addWidget(box);
    m_sections.push_back({group, box, rows, {}});
    return m_sections.back();
}

void SettingsPage::fillBroker(Section& section)
{
    auto* badges = new OptionBadges(m_draft, BrokerOption);
    connect(&m_draft, &OptionDraft::changed, badges, &OptionBadges::refresh);
    section.column->addWidget(badges);
    section.column->addWidget(m_broker);
    connect(m_broker, &BrokerCard::edited, this,
        [this] { m_draft.setText(BrokerOption, m_broker->broker()); });
    connect(m_broker, &BrokerCard::moved, this, &SettingsPage::keepBroker);
    connect(m_broker, &BrokerCard::memoryRequested, this, [this] {
        HubOptions options = m_hub.options(); // what else has changed is not part of it
        options.broker = QStringLiteral("memory");
        Q_EMIT applyRequested(options);
    });
}

void SettingsPage::fillLimits(Section& section)
{
    auto* more = new QPushButton(tr("What fits here, and what runs out first…"));
    setLook(*more, "link");
    more->setAutoDefault(false);
    connect(more, &QPushButton::clicked, this, &SettingsPage::limitsRequested);
    section.column->addWidget(more, 0, Qt::AlignLeft);
}

void SettingsPage::fillLogAndFiles(Section& section)
{
    m_file = makeLabel(tr("Settings are kept in %1").arg(m_settings.fileName()), "hint");
    m_file->setWordWrap(true);
    m_file->setTextInteractionFlags(Qt::TextSelectableByMouse);
    section.column->addWidget(m_file);
}

void SettingsPage::addHistory(HistoryRow* row)
{
    m_historyRow = row;
    Section& section = m_sections[std::size_t(SettingsGroup::LogAndFiles)];
    section.column->insertWidget(section.column->count() - 1, row); // before where settings are
    connect(row, &HistoryRow::lastAction, this, &SettingsPage::lastAction);
    showFound();
}

OptionRow* SettingsPage::row(QStringView option) const
{
    for (const Section& section : m_sections) {
        for (OptionRow* row : section.rows) {
            if (row->option() == option)
                return row;
        }
    }
    return nullptr;
}

QStringList SettingsPage::shownOptions() const
{
    QStringList names;
    for (const Section& section : m_sections) {
        if (section.box->isHidden())
            continue;
        if (section.group == SettingsGroup::Broker && !m_broker->isHidden())
            names << BrokerOption;
        for (const OptionRow* row : section.rows) {
            if (!row->isHidden())
                names << row->option();
        }
    }
    return names;
}

void SettingsPage::showGroup(SettingsGroup group)
{
    m_group = group;
    showFound();
    m_scroll->verticalScrollBar()->setValue(0);
}

void SettingsPage::showFound()
{
    const QStringList words = wordsOf(m_search->text());
    const bool searches = !words.isEmpty();
    bool any = false;
    for (const Section& section : m_sections) {
        if (!isSeen(section.group)) {
            section.box->hide();
            continue;
        }
        bool found = !searches && section.group == m_group;
        for (OptionRow* row : section.rows) {
            const bool matches = !searches || row->matches(words);
            row->setVisible(matches);
            found = found || (searches && matches);
        }
        if (section.group == SettingsGroup::Appearance) {
            const bool theme = !searches || m_themeRow->matches(words);
            const bool language = !searches || m_languageRow->matches(words);
            m_themeRow->setVisible(theme);
            m_languageRow->setVisible(language);
            found = found || (searches && (theme || language));
        }
        if (section.group == SettingsGroup::LogAndFiles && m_historyRow) {
            const bool matches = !searches || m_historyRow->matches(words);
            m_historyRow->setVisible(matches);
            found = found || (searches && matches);
        }
        if (section.group == SettingsGroup::Broker) {
            const bool matches = !searches || matchesBroker(words);
            m_broker->setVisible(matches);
            found = found || (searches && matches);
        }
        section.box->setVisible(found);
        any = any || found;
        QListWidgetItem* item = m_groups->item(int(section.group));
        const bool isOut = searches && !found;
        item->setForeground(isOut ? m_theme.color(Theme::Role::Dim) : QBrush());
    }
    m_nothing->set(tr("No setting is called so"),
        tr("Nothing matches “%1”.").arg(m_search->text().simplified()), {},
        tr("Show all settings"));
    m_nothing->setVisible(!any);
    fitSoon();
}

// What the hub does not tell is not shown as if it had its defaults. The looks are the window's.
bool SettingsPage::isSeen(SettingsGroup group) const
{
    return group == SettingsGroup::Appearance || m_hub.unseen(HubPort::Sight::Options).isEmpty();
}

void SettingsPage::showGroupChanges()
{
    std::array<int, SettingsGroupCount> changes{};
    for (const QString& name : m_draft.changedOptions())
        ++changes.at(std::size_t(option_texts::group(name)));
    for (int i = 0; i < SettingsGroupCount; ++i) {
        const QString title = option_texts::groupTitle(SettingsGroup(i));
        QListWidgetItem* item = m_groups->item(i);
        const int count = changes.at(std::size_t(i));
        item->setText(count == 0 ? title : tr("%1 · %2").arg(title).arg(count));
        item->setData(Qt::AccessibleTextRole,
            count == 0 ? title : tr("%1, %n change(s)", nullptr, count).arg(title));
    }
}

void SettingsPage::takeStatus(const HubStatus& status)
{
    m_status = status;
    const bool listening = status.state == HubState::Listening;
    if (!listening)
        m_connections = Unknown;
    m_bar->setListening(listening);
    tellRows();
}

// What can change while it runs is one ability, what needs a restart another. The broker is a
// matter of the hub's own machine.
void SettingsPage::takeAbilities()
{
    using Ability = HubPort::Ability;
    const bool live = m_gate.isOpen(Ability::ChangeOptions);
    const bool restarts = m_gate.isOpen(Ability::StartAndStop);
    for (const Section& section : m_sections) {
        for (OptionRow* row : section.rows)
            row->setLocked(!(isLiveOption(row->option()) ? live : restarts));
    }
    for (int i = 0; i < SettingsGroupCount; ++i)
        m_groups->item(i)->setHidden(!isSeen(SettingsGroup(i)));
    if (!isSeen(SettingsGroup(m_groups->currentRow())))
        m_groups->setCurrentRow(int(SettingsGroup::Appearance));
    showFound();
    m_broker->setMovable(m_gate.isOffered(Ability::MoveBroker), m_gate.isOpen(Ability::MoveBroker));
    m_bar->setVisible(m_gate.isOffered(Ability::ChangeOptions));
    m_bar->setBlocked(m_gate.blocked(Ability::ChangeOptions));
    m_file->setVisible(m_gate.isOwn());
}

void SettingsPage::takeDraft()
{
    if (m_broker->broker() != m_draft.text(BrokerOption))
        m_broker->setBroker(m_draft.text(BrokerOption));
    m_broker->setError(m_draft.error(BrokerOption));
    m_themeRow->setOverruled(m_draft.overruledBy(u"theme") != OptionOrigin::Default);
    m_languageRow->setOverruled(m_draft.overruledBy(u"language") != OptionOrigin::Default);
    showGroupChanges();
}

void SettingsPage::showApplied(
    const HubOptions& before, const HubOptions& after, const QString& notKept)
{
    QStringList what;
    for (const OptionSpec& spec : hubOptionSpecs()) {
        const QString name = QString::fromLatin1(spec.name);
        if (const QString text = hubOptionText(after, name); text != hubOptionText(before, name))
            what << tr("%1 is %2 now")
                        .arg(option_texts::title(name), option_texts::valueLabel(name, text));
    }
    tellKept(notKept.isEmpty() ? QString()
                               : tr("Applied, but not saved for the next start: %1").arg(notKept),
        what.join(QLatin1Char('\n')));
}

// The hub has moved: what runs now is what the next start shall find.
void SettingsPage::keepBroker(const QString& broker)
{
    const QString notKept = keepHubOption(m_settings, BrokerOption, broker);
    tellKept(notKept.isEmpty() ? QString()
                               : tr("Moved, but not saved for the next start: %1").arg(notKept),
        {});
    Q_EMIT lastAction(notKept.isEmpty() ? tr("moved to Redis")
                                        : tr("moved to Redis, but not saved: %1").arg(notKept));
}

void SettingsPage::tellKept(const QString& problem, const QString& done)
{
    m_draft.reload(); // what is kept is where a value comes from
    m_bar->setOutcome(problem.isEmpty() ? done : problem, !problem.isEmpty());
}

void SettingsPage::showBroker()
{
    if (!isSeen(SettingsGroup::Broker))
        return;
    m_search->clear();
    m_groups->setCurrentRow(int(SettingsGroup::Broker));
    m_broker->focusChoice();
}

void SettingsPage::showOption(QStringView option)
{
    OptionRow* const found = row(option);
    if (!found)
        return showBroker();
    if (!isSeen(option_texts::group(option)))
        return;
    m_search->clear();
    m_groups->setCurrentRow(int(option_texts::group(option)));
    m_scroll->ensureWidgetVisible(found);
    found->control()->setFocus(Qt::ShortcutFocusReason);
}

void SettingsPage::showRow(SettingsGroup group, QWidget& row)
{
    if (!isSeen(group))
        return;
    m_search->clear();
    m_groups->setCurrentRow(int(group));
    m_scroll->ensureWidgetVisible(&row);
    row.setFocus(Qt::ShortcutFocusReason);
    if (!row.hasFocus() && row.nextInFocusChain())
        row.nextInFocusChain()->setFocus(Qt::ShortcutFocusReason); // the first of its fields
}

// What the values come to is worked out only while it is seen.
void SettingsPage::tellRows()
{
    if (!isVisible())
        return;
    for (const Section& section : m_sections) {
        for (OptionRow* row : section.rows)
            row->setConnections(m_connections);
    }
}

void SettingsPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    tellRows();
    fit();
}

bool SettingsPage::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_scroll->viewport() && event->type() == QEvent::Resize)
        fit();
    return QWidget::eventFilter(watched, event);
}

void SettingsPage::fitSoon()
{
    if (std::exchange(m_fitsSoon, true))
        return;
    QTimer::singleShot(0, this, [this] {
        m_fitsSoon = false;
        fit();
    });
}

// One look for all: where one control has no room beside its words, all stand below theirs.
void SettingsPage::fit()
{
    const int width = m_scroll->viewport()->width() - ScrollBarRoom;
    int needed = 0;
    for (const Section& section : m_sections) {
        for (const OptionRow* row : section.rows)
            needed = std::max(needed, row->widthBeside());
    }
    for (const Section& section : m_sections) {
        for (OptionRow* row : section.rows)
            row->fit(width, needed > width);
    }
}

} // namespace fanlight
