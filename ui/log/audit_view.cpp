// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "log/audit_view.h"

#include "format.h"
#include "hub/hub_port.h"
#include "settings/quantity.h"
#include "ui_state.h"
#include "widgets/card.h"
#include "widgets/content_columns.h"
#include "widgets/empty_state.h"
#include "widgets/end_follower.h"
#include "widgets/filter_line.h"
#include "widgets/flow_layout.h"
#include "widgets/label.h"
#include "widgets/row_table.h"

#include <QDate>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace fanlight {

namespace {

const QString AuditFilterKey = QStringLiteral("audit/filter");
const QString AuditHeaderKey = QStringLiteral("audit/columns");
constexpr int AuditRowHeight = 26;

using AuditWriter = QString (*)(QIODevice&, const std::vector<AuditEntry>&);
TableExport::Content auditContent(const AuditArrangement& arrangement, AuditWriter write)
{
    const auto entries
        = std::make_shared<const std::vector<AuditEntry>>(arrangement.shownEntries());
    return {[entries, write](QIODevice& device) { return write(device, *entries); },
        AuditView::tr("%n entry/entries", nullptr, int(entries->size()))};
}

} // namespace

AuditView::AuditView(HubPort& hub, const Theme& theme, UiState& state, QWidget* parent)
    : QWidget(parent)
    , m_hub(hub)
    , m_model(hub.audit(), theme)
    , m_arrangement(m_model)
    , m_filter(new QLineEdit)
    , m_count(makeLabel("hint"))
    , m_export(new QPushButton(tr("Export")))
    , m_table(new RowTable)
    , m_empty(new EmptyState(theme))
    , m_stack(new QStackedWidget)
    , m_file(makeWrappedLabel("hint"))
    , m_csv(
          tr("Export the audit"), QStringLiteral("fanlight-audit.csv"),
          [this] { return auditContent(m_arrangement, writeAuditCsv); }, this)
    , m_lines(
          tr("Export the audit"), QStringLiteral("fanlight-audit.jsonl"),
          [this] { return auditContent(m_arrangement, writeAuditLines); }, this,
          tr("JSON lines (*.jsonl)"))
{
    m_filter->setPlaceholderText(tr("Filter: a part of any column"));
    m_filter->setAccessibleName(tr("Filter the audit"));
    m_filter->setToolTip(TextFilter::help());
    m_filter->setClearButtonEnabled(true);
    m_filter->setMinimumWidth(140);
    m_filter->setMaximumWidth(380);
    auto* formats = new QMenu(m_export);
    formats->addAction(tr("As &CSV…"), &m_csv, &TableExport::askWhere);
    formats->addAction(tr("As &JSON lines…"), &m_lines, &TableExport::askWhere);
    m_export->setMenu(formats);
    m_export->setToolTip(tr("Saves the shown entries."));
    auto* tools = new FlowLayout(10, 8);
    tools->addWidget(m_filter);
    tools->setGrowing(m_filter);
    tools->addWidget(m_count);
    tools->addStretch();
    tools->addWidget(m_export);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(12);
    column->addLayout(tools);
    column->addWidget(makeTable(theme, state), 1);
    column->addWidget(m_file);

    m_timer.setInterval(PullInterval);
    connect(&m_timer, &QTimer::timeout, this, &AuditView::pull);
    connect(m_filter, &QLineEdit::textChanged, this, [this, &state](const QString& text) {
        m_arrangement.setFilter(TextFilter(text));
        state.setValue(AuditFilterKey, text);
        update();
    });
    connect(m_empty, &EmptyState::actionRequested, m_filter, &QLineEdit::clear);
    connect(&m_csv, &TableExport::done, this, &AuditView::lastAction);
    connect(&m_lines, &TableExport::done, this, &AuditView::lastAction);
    connect(&hub, &HubPort::optionsChanged, this, &AuditView::update);
    connect(&hub, &HubPort::startedOver, this, [this] {
        m_model.clear();
        pull();
    });
    addFindShortcut(*this, *m_filter);
    addClearShortcut(*m_filter);
    m_filter->setText(state.value(AuditFilterKey).toString());
    update();
}

AuditView::~AuditView() = default;

QWidget* AuditView::makeTable(const Theme& theme, UiState& state)
{
    m_table->setModel(&m_arrangement);
    m_table->setAccessibleName(tr("Audit"));
    m_table->verticalHeader()->setDefaultSectionSize(AuditRowHeight);
    QHeaderView* header = m_table->horizontalHeader();
    header->setSortIndicatorShown(false); // always in the order they came
    header->setSectionsClickable(false);
    (new ContentColumns(*m_table,
         {{QStringLiteral("00:00:00.000"), theme.monospace(), 24},
             {QStringLiteral("local (admin)"), font(), 40},
             {QStringLiteral("203.0.113.254"), theme.monospace(), 40},
             {QStringLiteral("begin fault"), font(), 40},
             {QStringLiteral("GET /api/connections"), font(), 48},
             {QString(24, QLatin1Char('x')), font()}},
         AuditModel::Outcome))
        ->keepIn(state, AuditHeaderKey);
    m_endFollower = std::make_unique<EndFollower>(*m_table);
    connect(m_table, &QWidget::customContextMenuRequested, m_table, &RowTable::showRowMenu);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);
    auto* card = new Card;
    card->setAccessibleName(tr("Audit"));
    card->layout()->setContentsMargins(7, 3, 7, 7);
    card->body()->addWidget(m_stack);
    card->setMinimumHeight(160);
    return card;
}

void AuditView::pull()
{
    m_model.setToday(QDate::currentDate());
    m_endFollower->setHeld(true);
    m_model.pull();
    if (m_endFollower->follows())
        m_table->scrollToBottom();
    m_endFollower->setHeld(false);
    update();
}

void AuditView::update()
{
    const auto text = [](quint64 n) { return format::count(double(n)); };
    const int shown = m_arrangement.rowCount();
    const int all = m_model.rowCount();
    m_count->setText(
        tr("kept %1, evicted %2, not shown %3")
            .arg(text(quint64(all)), text(m_model.evicted()), text(quint64(all - shown))));
    m_export->setEnabled(shown > 0);
    m_stack->setCurrentWidget(shown == 0 ? static_cast<QWidget*>(m_empty) : m_table);
    if (shown == 0 && all == 0)
        m_empty->set(tr("Nothing was done by hand yet"),
            tr("Publishes from this window, disconnects, faults, settings and who was refused "
               "stand here, each with who, to what, and what came of it."));
    else if (shown == 0)
        m_empty->set(tr("No entry matches the filter"), tr("All others are still there."), {},
            tr("Clear filter"));
    const HubOptions& options = m_hub.options();
    QString file = options.auditFile.isEmpty()
        ? tr("The audit is kept in memory only. Start with --audit-file FILE, or set one in "
             "Settings, to keep it in a file that is rotated.")
        : tr("Audit file %1, rotated at %2, %3 kept beside it")
              .arg(options.auditFile, Quantity{Quantity::Kind::Size}.label(options.logFileSize),
                  format::count(options.logFiles));
    if (const qint64 lost = m_hub.audit().lostInFile(); lost > 0)
        file += tr("; %1 line(s) could not be written", nullptr, format::plural(double(lost)))
                    .arg(text(quint64(lost)));
    m_file->setText(file);
}

QString AuditView::countText() const
{
    return m_count->text();
}

QString AuditView::fileText() const
{
    return m_file->text();
}

void AuditView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    pull();
    m_timer.start();
}

void AuditView::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    m_timer.stop();
}

} // namespace fanlight
