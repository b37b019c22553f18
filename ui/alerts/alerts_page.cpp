// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "alerts/alerts_page.h"

#include "alerts/alert_dialog.h"
#include "alerts/alert_export.h"
#include "alerts/alert_text.h"
#include "alerts/webhook_dialog.h"
#include "metrics/whole_file.h"
#include "save_path.h"
#include "ui_state.h"
#include "widgets/card.h"
#include "widgets/empty_state.h"
#include "widgets/flow_layout.h"
#include "widgets/key_notes.h"
#include "widgets/label.h"
#include "widgets/question.h"
#include "widgets/row_table.h"
#include "widgets/undo_bar.h"

#include <QHeaderView>
#include <QItemSelectionModel>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <array>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {

const QString AlertHeaderKey = u"alerts/header"_s;

// The longest usual value of each column; the rule takes what is left.
const std::array<QString, AlertModel::ColumnCount> UsualAlertValues{u"another hub’s"_s, QString(),
    u"1,023 MiB/s"_s, u"11-30 00:00:00"_s, u"critical"_s, u"production-eu-1"_s};

struct UsualAlert {
    QLatin1StringView text;
    AlertSeverity severity;
};
constexpr std::array UsualAlerts{
    UsualAlert{"hub away for 10 s"_L1, AlertSeverity::Critical},
    UsualAlert{"redis away for 10 s"_L1, AlertSeverity::Critical},
    UsualAlert{"descriptors > 85 % for 1 min"_L1, AlertSeverity::Critical},
    UsualAlert{"refused > 0"_L1, AlertSeverity::Critical},
    UsualAlert{"write_p99 > 250 ms for 1 min"_L1, AlertSeverity::Warning},
    UsualAlert{"dropped > 1/s for 1 min"_L1, AlertSeverity::Warning},
    UsualAlert{"source_dead > 0"_L1, AlertSeverity::Warning},
};

} // namespace

AlertsPage::AlertsPage(AlertBook& book, const Theme& theme, UiState& state, QWidget* parent)
    : QWidget(parent)
    , m_book(book)
    , m_theme(theme)
    , m_model(book, theme)
    , m_table(new RowTable)
    , m_empty(new EmptyState(theme))
    , m_stack(new QStackedWidget)
    , m_count(makeLabel("hint"))
    , m_problem(makeWrappedLabel("bad"))
    , m_new(new QPushButton(tr("&New alert…")))
    , m_edit(new QPushButton(tr("Chan&ge…")))
    , m_switch(new QPushButton(tr("S&witch off")))
    , m_delete(new QPushButton(tr("&Delete")))
    , m_test(new QPushButton(tr("&Test now")))
    , m_export(new QPushButton(tr("E&xport for Prometheus…")))
    , m_webhook(new QPushButton(tr("Web&hook…")))
    , m_undo(new UndoBar(this))
{
    makeTable(state);
    setLook(*m_new, "primary");
    m_test->setToolTip(
        tr("Tells of the selected rule as if it fired, and says what it comes to now"));
    m_export->setToolTip(tr("All rules that are on, as a file of alerting rules"));
    auto* tools = new FlowLayout(10, 8);
    for (QWidget* one : std::initializer_list<QWidget*>{
             m_new, m_edit, m_switch, m_test, m_delete, m_webhook, m_export, m_count})
        tools->addWidget(one);
    m_empty->set(tr("Nothing is watched yet"),
        tr("A rule says when you want to be told: “ack_p99 > 50 ms for 30 s”, “slow_clients > 0”, "
           "“redis away”. It is held against this hub with every sample; when it fires there is a "
           "notification on the desktop, a pill in the bar on top, a mark on the charts and a line "
           "in the log. A line dragged from the axis of a chart makes one, too."),
        {}, tr("New alert…"));
    m_empty->setSecondAction(tr("Add the usual ones"));
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);
    auto* card = new Card;
    card->setAccessibleName(tr("Alerts"));
    card->layout()->setContentsMargins(7, 3, 7, 7);
    card->layout()->setSpacing(0);
    card->body()->addWidget(m_stack, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(12);
    column->addLayout(tools);
    column->addWidget(m_problem);
    column->addWidget(card, 1);
    connect(m_new, &QPushButton::clicked, this, [this] { openNew(); });
    connect(m_edit, &QPushButton::clicked, this, &AlertsPage::editSelected);
    connect(m_switch, &QPushButton::clicked, this, &AlertsPage::switchSelected);
    connect(m_delete, &QPushButton::clicked, this, &AlertsPage::deleteSelected);
    connect(m_test, &QPushButton::clicked, this, &AlertsPage::testSelected);
    connect(m_export, &QPushButton::clicked, this, &AlertsPage::askExport);
    connect(m_webhook, &QPushButton::clicked, this, &AlertsPage::openWebhook);
    connect(m_empty, &EmptyState::actionRequested, this, [this] { openNew(); });
    connect(m_empty, &EmptyState::secondActionRequested, this, &AlertsPage::addUsual);
    connect(&book, &AlertBook::rulesChanged, this, &AlertsPage::refresh);
    connect(&book, &AlertBook::problemChanged, this, &AlertsPage::refresh);
    connect(&book, &AlertBook::statesChanged, this, [this] {
        if (isVisible())
            refresh();
    });
    makeKeys();
    refresh();
}

void AlertsPage::makeTable(UiState& state)
{
    m_table->setModel(&m_model);
    m_table->setAccessibleName(tr("Alert rules"));
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    QHeaderView* header = m_table->horizontalHeader();
    for (int i = 0; i < AlertModel::ColumnCount; ++i)
        m_table->fitColumn(i, UsualAlertValues[std::size_t(i)],
            i == AlertModel::Now || i == AlertModel::Since ? m_theme.tabular() : font());
    header->setSectionResizeMode(AlertModel::Rule, QHeaderView::Stretch);
    header->setSortIndicatorShown(false);
    state.track(AlertHeaderKey, header);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_table, &QWidget::customContextMenuRequested, this, &AlertsPage::showMenu);
    connect(m_table, &QTableView::doubleClicked, this, &AlertsPage::editSelected);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
        &AlertsPage::update);
}

void AlertsPage::makeKeys()
{
    const auto add = [this](const QKeySequence& keys, QWidget* owner, Qt::ShortcutContext context,
                         const QString& what, const std::function<void()>& deed) {
        auto* shortcut = new QShortcut(keys, owner, nullptr, nullptr, context);
        explainKey(*shortcut, what);
        connect(shortcut, &QShortcut::activated, this, deed);
    };
    add(Qt::Key_Insert, this, Qt::WidgetWithChildrenShortcut, tr("New alert"),
        [this] { openNew(); });
    add(Qt::Key_Return, m_table, Qt::WidgetShortcut, tr("Change the selected alert"),
        [this] { editSelected(); });
    add(Qt::Key_Space, m_table, Qt::WidgetShortcut, tr("Switch the selected alert on or off"),
        [this] { switchSelected(); });
    add(Qt::Key_Delete, m_table, Qt::WidgetShortcut, tr("Delete the selected alert"),
        [this] { deleteSelected(); });
}

void AlertsPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    refresh();
}

void AlertsPage::refresh()
{
    m_model.pull();
    const bool any = m_model.rowCount() > 0;
    m_stack->setCurrentWidget(any ? static_cast<QWidget*>(m_table) : m_empty);
    QStringList problems = m_webhookProblems;
    if (const QString problem = m_book.problem(); !problem.isEmpty())
        problems.prepend(problem);
    showLine(*m_problem, problems.join(u'\n'));
    const int firing = m_book.firing();
    QString text = tr("%n rule(s)", nullptr, m_model.rowCount());
    if (firing > 0)
        text = tr("%1, %2", "rules, of these firing").arg(text, tr("%n firing", nullptr, firing));
    m_count->setText(any ? text : QString());
    update();
}

void AlertsPage::update()
{
    const int row = selected();
    for (QPushButton* one : {m_edit, m_switch, m_delete, m_test})
        one->setEnabled(row >= 0);
    m_switch->setText(row >= 0 && !m_model.rule(row).isOn ? tr("S&witch on") : tr("S&witch off"));
    m_export->setEnabled(m_model.rowCount() > 0);
}

int AlertsPage::selected() const
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    return rows.isEmpty() ? -1 : rows.constFirst().row();
}

AlertDialog* AlertsPage::openNew(const AlertRule& rule)
{
    auto* dialog = new AlertDialog(m_book, m_theme, rule, window());
    connect(dialog, &AlertDialog::saved, this, [this](const AlertRule& saved) {
        Q_EMIT lastAction(tr("alert kept: %1").arg(saved.title()));
        select(saved.id);
    });
    dialog->open();
    return dialog;
}

void AlertsPage::addUsual()
{
    for (const UsualAlert& one : UsualAlerts) {
        AlertRule rule = *AlertRule::parse(QString(one.text)).rule;
        rule.severity = one.severity;
        m_book.save(rule);
    }
    m_table->selectRow(0);
    m_table->setFocus();
    Q_EMIT lastAction(tr("%n alert rule(s) added", nullptr, int(UsualAlerts.size())));
}

void AlertsPage::editSelected()
{
    if (const int row = selected(); row >= 0)
        openNew(m_model.rule(row));
}

void AlertsPage::switchSelected()
{
    const int row = selected();
    if (row < 0)
        return;
    AlertRule rule = m_model.rule(row);
    rule.isOn = !rule.isOn;
    m_book.save(rule);
    Q_EMIT lastAction(
        rule.isOn ? tr("alert on: %1").arg(rule.title()) : tr("alert off: %1").arg(rule.title()));
}

void AlertsPage::deleteSelected()
{
    const int row = selected();
    if (row < 0)
        return;
    const AlertRule rule = m_model.rule(row);
    m_book.remove(rule.id);
    if (m_model.rowCount() > 0)
        m_table->selectRow(std::min(row, m_model.rowCount() - 1));
    m_undo->offer(tr("Deleted the alert “%1”.").arg(rule.title()), [this, rule, row] {
        m_book.restore(rule, row);
        m_table->selectRow(m_model.rowOf(rule.id));
        m_table->setFocus();
    });
    Q_EMIT lastAction(tr("alert deleted: %1").arg(rule.title()));
}

void AlertsPage::testSelected()
{
    const int row = selected();
    if (row < 0)
        return;
    const AlertRule rule = m_model.rule(row);
    Q_EMIT testRequested(rule);
    Q_EMIT lastAction(tr("%1: %2", "a rule, what it comes to")
                          .arg(rule.text(), alert_text::outcome(rule, m_book.reading())));
}

void AlertsPage::showMenu(const QPoint& where)
{
    QMenu menu(this);
    menu.addAction(m_new->text(), this, [this] { openNew(); });
    if (selected() >= 0) {
        menu.addAction(m_edit->text(), this, &AlertsPage::editSelected);
        menu.addAction(m_switch->text(), this, &AlertsPage::switchSelected);
        menu.addAction(m_test->text(), this, &AlertsPage::testSelected);
        menu.addAction(m_delete->text(), this, &AlertsPage::deleteSelected);
    }
    menu.addSeparator();
    m_table->addColumnMenu(menu);
    menu.exec(m_table->viewport()->mapToGlobal(where));
}

void AlertsPage::askExport()
{
    const QString path = askSavePath(this, tr("Export alert rules"), u"fanlight-alerts"_s, u"yml"_s,
        tr("Prometheus rules (*.yml *.yaml)"));
    if (!path.isEmpty())
        exportTo(path);
}

bool AlertsPage::exportTo(const QString& path)
{
    if (const QString error = writeWholeFile(path, prometheusRules(m_book.rules()));
        !error.isEmpty()) {
        Question::tell(this, tr("Not saved"), tr("%1 could not be written.").arg(path), error);
        return false;
    }
    Q_EMIT lastAction(tr("Saved %1").arg(path));
    return true;
}

void AlertsPage::openWebhook()
{
    auto* dialog = new WebhookDialog(m_book, window());
    connect(dialog, &WebhookDialog::saved, this, [this](bool isThere) {
        Q_EMIT lastAction(isThere ? tr("alerts go to the webhook") : tr("alerts go to no webhook"));
    });
    dialog->open();
}

void AlertsPage::setWebhookProblems(const QStringList& lines)
{
    m_webhookProblems.clear();
    for (const QString& line : lines)
        m_webhookProblems << tr("Webhook %1", "its address and what is wrong with it").arg(line);
    refresh();
}

void AlertsPage::select(const QString& rule)
{
    if (const int row = m_model.rowOf(rule); row >= 0) {
        m_table->selectRow(row);
        m_table->setFocus();
    }
}

QString AlertsPage::problemText() const
{
    return m_problem->text();
}

QString AlertsPage::countText() const
{
    return m_count->text();
}

} // namespace fanlight
