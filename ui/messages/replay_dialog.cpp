// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/replay_dialog.h"

#include "format.h"
#include "hub/hub_port.h"
#include "messages/code_view.h"
#include "ui_state.h"
#include "widgets/card.h"
#include "widgets/column_head.h"
#include "widgets/row_table.h"
#include "widgets/segmented.h"

#include <QDateTime>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>

#include <array>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {

const QString UserKey = u"messages/replay-user"_s;
const QString ReplayHeaderKey = u"messages/replay-header"_s;
const QString ReplaySplitterKey = u"messages/replay-splitter"_s;
enum Extent { Selected, All };

QString counted(qsizetype events)
{
    return ReplayDialog::tr("%1 event(s)", nullptr, format::plural(double(events)))
        .arg(format::count(double(events)));
}

bool isNumber(int column)
{
    return column == ReplayModel::Size;
}

} // namespace

ReplayModel::ReplayModel(const Theme& theme, QObject* parent)
    : QAbstractTableModel(parent)
    , m_theme(theme)
{
}

void ReplayModel::set(std::vector<ReplayPreview::Event> events)
{
    beginResetModel();
    m_events = std::move(events);
    endResetModel();
}

int ReplayModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_events.size());
}

int ReplayModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ReplayModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const int column = index.column();
    if (role == Qt::FontRole)
        return column == Size ? m_theme.tabular()
            : column <= Time  ? m_theme.monospace()
                              : QVariant();
    if (role == Qt::TextAlignmentRole)
        return QVariant(Qt::AlignVCenter | (isNumber(column) ? Qt::AlignRight : Qt::AlignLeft));
    if (role != Qt::DisplayRole)
        return {};
    const ReplayPreview::Event& event = m_events[std::size_t(index.row())];
    switch (column) {
    case Id:
        return event.id;
    case Time:
        return event.publishedAtMs > 0 ? QDateTime::fromMSecsSinceEpoch(event.publishedAtMs)
                                             .toString(u"yyyy-MM-dd HH:mm:ss.zzz"_s)
                                       : format::Dash;
    case Type:
        return event.type.isEmpty() ? format::Dash : event.type;
    case Channel:
        return event.toEveryone && event.toUser ? tr("everyone and the user", "a batch")
            : event.toEveryone                  ? tr("everyone")
                                                : tr("the user");
    default:
        return format::bytes(double(event.wire.size()));
    }
}

QVariant ReplayModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return columnHead(section, orientation, role, isNumber(section), [] {
        return std::array{tr("Id"), tr("Published"), tr("Type"), tr("To"), tr("On the wire")};
    });
}

ReplayDialog::ReplayDialog(HubPort& hub, const Theme& theme, UiState& state, QWidget* parent)
    : QDialog(parent)
    , m_hub(hub)
    , m_state(state)
    , m_model(theme)
    , m_user(new QLineEdit)
    , m_lastId(new QLineEdit)
    , m_ask(new QPushButton(tr("&Preview")))
    , m_answer(new QLabel)
    , m_missing(new QLabel)
    , m_table(new RowTable)
    , m_extent(new Segmented({tr("Selected event"), tr("All, joined")}))
    , m_wireNote(new QLabel)
    , m_wire(new CodeView(theme))
{
    setWindowTitle(tr("Replay preview"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(12);
    column->addWidget(makeQuestion());
    column->addWidget(makeAnswer(theme, state), 1);
    m_user->setText(state.value(UserKey).toString());
    connect(&hub, &HubPort::statusChanged, this, &ReplayDialog::updateAsk);
    resize(860, 640);
    m_answer->setText(tr("Nothing was asked yet."));
    updateAsk();
}

QWidget* ReplayDialog::makeQuestion()
{
    auto* hint = new QLabel(tr("What a client that comes back would be sent first, from history."));
    setLook(*hint, "hint");
    m_user->setPlaceholderText(tr("none: broadcasts only"));
    m_user->setAccessibleName(tr("User id"));
    m_lastId->setPlaceholderText(u"1732449751000-0"_s);
    m_lastId->setAccessibleName(u"Last-Event-ID"_s);
    m_lastId->setToolTip(tr("The id of the last event the client has, as the browser sends it."));
    setLook(*m_ask, "primary");
    m_ask->setDefault(true);
    connect(m_ask, &QPushButton::clicked, this, &ReplayDialog::ask);
    for (QLineEdit* edit : {m_user, m_lastId})
        connect(edit, &QLineEdit::textChanged, this, &ReplayDialog::updateAsk);
    connect(m_user, &QLineEdit::textChanged, this,
        [this](const QString& text) { m_state.setValue(UserKey, text); });

    auto* form = new QFormLayout;
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(8);
    form->addRow(tr("User id"), m_user);
    auto* line = new QHBoxLayout;
    line->setSpacing(10);
    line->addWidget(m_lastId, 1);
    line->addWidget(m_ask);
    form->addRow(u"Last-Event-ID"_s, line);
    auto* question = new QWidget;
    auto* rows = new QVBoxLayout(question);
    rows->setContentsMargins({});
    rows->setSpacing(10);
    rows->addWidget(hint);
    rows->addLayout(form);
    return question;
}

QWidget* ReplayDialog::makeAnswer(const Theme& theme, UiState& state)
{
    m_answer->setWordWrap(true);
    m_answer->setTextFormat(Qt::PlainText);
    m_missing->setWordWrap(true);
    m_missing->setTextFormat(Qt::PlainText);
    m_missing->setTextInteractionFlags(Qt::TextSelectableByMouse);
    setLook(*m_missing, "bad");
    m_missing->hide();

    m_table->setModel(&m_model);
    m_table->setAccessibleName(tr("Events of the replay"));
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    QHeaderView* header = m_table->horizontalHeader();
    header->setSortIndicatorShown(false); // always in the order they would be sent
    header->setSectionsClickable(false);
    m_table->fitColumn(ReplayModel::Id, u"1732449751000-0000"_s, theme.monospace());
    m_table->fitColumn(ReplayModel::Time, u"2026-01-01 00:00:00.000"_s, theme.monospace());
    m_table->fitColumn(ReplayModel::Type, u"new-comment"_s, theme.tabular());
    m_table->fitColumn(ReplayModel::Channel, u"everyone"_s, theme.tabular());
    header->setStretchLastSection(true);
    state.track(ReplayHeaderKey, header);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] {
        if (m_extent->current() == Selected)
            showWire();
    });
    m_extent->setAccessibleName(tr("What is shown of the wire"));
    connect(m_extent, &Segmented::changed, this, &ReplayDialog::showWire);
    setLook(*m_wireNote, "hint");
    m_wire->setName(tr("On the wire"));

    auto* wire = new QWidget;
    auto* wireColumn = new QVBoxLayout(wire);
    wireColumn->setContentsMargins({});
    wireColumn->setSpacing(6);
    auto* wireLine = new QHBoxLayout;
    wireLine->setSpacing(10);
    wireLine->addWidget(m_extent);
    wireLine->addWidget(m_wireNote, 1);
    wireColumn->addLayout(wireLine);
    wireColumn->addWidget(m_wire, 1);
    auto* splitter = new QSplitter(Qt::Vertical);
    splitter->addWidget(m_table);
    splitter->addWidget(wire);
    splitter->setSizes({240, 220});
    splitter->setChildrenCollapsible(false);
    state.track(ReplaySplitterKey, splitter);

    auto* card = new Card;
    card->setAccessibleName(tr("Replay"));
    card->body()->addWidget(m_answer);
    card->body()->addWidget(m_missing);
    card->body()->addWidget(splitter, 1);
    return card;
}

void ReplayDialog::prepare(const QString& userId, const QString& lastEventId)
{
    if (!userId.isEmpty())
        m_user->setText(userId);
    if (!lastEventId.isEmpty())
        m_lastId->setText(lastEventId);
    m_lastId->setFocus();
    m_lastId->selectAll();
}

void ReplayDialog::updateAsk()
{
    const QString reason = !m_hub.isListening() ? tr("The hub is not listening.")
        : m_lastId->text().trimmed().isEmpty()
        ? tr("A client without a Last-Event-ID is sent nothing from history.")
        : QString();
    m_ask->setEnabled(reason.isEmpty());
    m_ask->setToolTip(reason);
}

void ReplayDialog::ask()
{
    if (!m_ask->isEnabled())
        return;
    m_answer->setText(tr("Asking…"));
    m_hub.requestReplay(m_user->text(), m_lastId->text().trimmed(),
        [dialog = QPointer(this), number = ++m_asked](const ReplayPreview& preview) {
            if (dialog && dialog->m_asked == number)
                dialog->showPreview(preview);
        });
}

void ReplayDialog::showPreview(const ReplayPreview& preview)
{
    auto events = preview.events;
    const auto count = qsizetype(events.size());
    m_leftOut = count > MostRows;
    if (m_leftOut)
        events.resize(std::size_t(MostRows));
    qsizetype bytes = 0;
    for (const ReplayPreview::Event& event : preview.events)
        bytes += event.wire.size();
    m_model.set(std::move(events));
    setLook(*m_answer, preview.error.isEmpty() ? "" : "bad");
    QString answer;
    if (!preview.error.isEmpty()) {
        answer = preview.error;
    } else if (count > 0) {
        const QString size = format::bytes(double(bytes));
        answer = m_leftOut ? tr("%1, %2 on the wire. The first %3 are shown.", "events, bytes")
                                 .arg(counted(count), size, format::count(double(MostRows)))
                           : tr("%1, %2 on the wire.", "events, bytes").arg(counted(count), size);
    } else {
        answer = preview.missing.isEmpty() ? tr("Nothing: the client has all.")
                                           : tr("Nothing is left to send.");
    }
    m_answer->setText(answer);
    m_missing->setText(
        preview.missing.isEmpty() ? QString() : tr("The client is told: %1").arg(preview.missing));
    m_missing->setVisible(!preview.missing.isEmpty());
    if (m_model.rowCount() > 0)
        m_table->selectRow(0);
    showWire();
}

void ReplayDialog::showWire()
{
    QByteArray wire;
    qsizetype whole = 0;
    if (m_extent->current() == Selected) {
        if (const QModelIndex current = m_table->currentIndex(); current.isValid())
            wire = m_model.events()[std::size_t(current.row())].wire;
        whole = wire.size();
    } else {
        for (const ReplayPreview::Event& event : m_model.events()) {
            whole += event.wire.size();
            if (wire.size() < MostWireBytes)
                wire += event.wire;
        }
        wire.truncate(MostWireBytes);
    }
    m_wireNote->setText(wire.size() == whole
            ? format::bytes(double(whole))
            : tr("the first %1 of %2")
                  .arg(format::bytes(double(wire.size())), format::bytes(double(whole))));
    m_wire->setText(QString::fromUtf8(wire));
}

QString ReplayDialog::stateText() const
{
    return m_missing->text().isEmpty() ? m_answer->text()
                                       : QString(m_answer->text() + u'\n' + m_missing->text());
}

QString ReplayDialog::wireText() const
{
    return m_wire->shownText();
}

} // namespace fanlight
