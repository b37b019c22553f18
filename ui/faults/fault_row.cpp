// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "faults/fault_row.h"

#include "hub/options.h"
#include "metrics/units.h"
#include "typed_share.h"
#include "widgets/filter_line.h"

#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace fanlight {
namespace {

constexpr int TitleWidth = 150;
constexpr int EditWidth = 84;
constexpr int NoteBesideFrom = 760; // width

} // namespace

QString FaultRow::title(FaultKind kind)
{
    switch (kind) {
    case FaultKind::Drop:
        return tr("Drop streams");
    case FaultKind::Delay:
        return tr("Delay deliveries");
    case FaultKind::Cut:
        return tr("Cut after…");
    case FaultKind::HalfOpen:
        return tr("Half-open");
    case FaultKind::Drip:
        return tr("Slow drip");
    case FaultKind::Refuse:
        return tr("Refuse new clients");
    case FaultKind::Unavailable:
        return tr("Answer 503");
    case FaultKind::PauseRedis:
        return tr("Stop reading Redis");
    case FaultKind::CutRedis:
        return tr("Cut the Redis link");
    }
    return {};
}

QString FaultRow::effect(FaultKind kind)
{
    switch (kind) {
    case FaultKind::Drop:
        return tr("Streams break off without an end. EventSource comes back after its retry, with "
                  "Last-Event-ID.");
    case FaultKind::Delay:
        return tr("Everything leaves later, in order: a slow network, a busy proxy.");
    case FaultKind::Cut:
        return tr("Each stream breaks off after so much: is resuming exact?");
    case FaultKind::HalfOpen:
        return tr("Nothing comes any more, and the stream stays open: only a client that misses "
                  "heartbeats notices.");
    case FaultKind::Drip:
        return tr("So many bytes a second and stream: frames come in pieces.");
    case FaultKind::Refuse:
        return tr("A new stream’s connection is reset before an answer. EventSource tries again.");
    case FaultKind::Unavailable:
        return tr("A new stream is answered 503: EventSource gives up for good, so client code "
                  "must begin anew.");
    case FaultKind::PauseRedis:
        return tr("The hub stops reading from its subscribing link; Redis’ output buffer fills.");
    case FaultKind::CutRedis:
        return tr("Both links to Redis are cut and stay so: clients stay, publishes are refused.");
    }
    return {};
}

FaultRow::FaultRow(FaultKind kind, QWidget* parent)
    : QWidget(parent)
    , m_kind(kind)
    , m_grid(new QGridLayout)
    , m_note(new QLabel(effect(kind)))
    , m_error(new QLabel)
    , m_start(new QPushButton(tr("Start")))
    , m_stop(new QPushButton(tr("Stop")))
{
    setAccessibleName(title(kind));
    auto* name = new QLabel(title(kind));
    name->setFixedWidth(std::max(TitleWidth, name->sizeHint().width()));
    setLook(*m_note, "hint");
    setLook(*m_error, "bad");
    for (QLabel* label : {m_note, m_error}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
    }
    m_error->hide();
    m_stop->hide();
    m_start->setAccessibleName(tr("Start: %1").arg(title(kind)));
    m_stop->setAccessibleName(tr("Stop: %1").arg(title(kind)));

    auto* line = new QHBoxLayout;
    line->setSpacing(8);
    if (kind == FaultKind::Drop) {
        addField(*line, Share, tr("share"), QStringLiteral("50 %"),
            tr("a share from 0 to 100 %, like 25"));
        addField(*line, Every, tr("every"), QStringLiteral("off"),
            tr("off (once), or a duration like 10s"));
    } else if (kind == FaultKind::Delay) {
        addField(
            *line, Delay, tr("by"), QStringLiteral("500ms"), tr("a duration like 500ms or 2s"));
    } else if (kind == FaultKind::Cut) {
        addField(
            *line, Events, tr("events"), QStringLiteral("10"), tr("a whole number, or nothing"));
        addField(*line, Bytes, tr("or bytes"), QString(), tr("a size like 64KiB, or nothing"));
    } else if (kind == FaultKind::Drip) {
        addField(
            *line, Bytes, tr("bytes a second"), QStringLiteral("64"), tr("a size like 64 or 1KiB"));
    }
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_stop);
    buttons->addWidget(m_start);
    m_grid->setHorizontalSpacing(12);
    m_grid->setVerticalSpacing(2);
    m_grid->addWidget(name, 0, 0);
    m_grid->addLayout(line, 0, 1);
    m_grid->addLayout(buttons, 0, 3);
    m_grid->setColumnStretch(2, 1);
    placeNote();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 2, 0, 2);
    column->setSpacing(2);
    column->addLayout(m_grid);
    column->addWidget(m_error);

    connect(m_start, &QPushButton::clicked, this, [this] {
        Q_EMIT edited();
        Q_EMIT startRequested();
    });
    connect(m_stop, &QPushButton::clicked, this, &FaultRow::stopRequested);
    m_start->installEventFilter(this);
    validate();
}

void FaultRow::addField(QLayout& line, Parameter parameter, const QString& name,
    const QString& text, const QString& accepts)
{
    auto* label = new QLabel(name);
    setLook(*label, "dim");
    auto* edit = new QLineEdit(text);
    edit->setFixedWidth(EditWidth);
    edit->setAccessibleName(title(m_kind) + QStringLiteral(", ") + name);
    edit->setToolTip(accepts);
    label->setBuddy(edit);
    line.addWidget(label);
    line.addWidget(edit);
    m_fields.push_back({parameter, edit});
    edit->installEventFilter(this);
    connect(edit, &QLineEdit::textChanged, this, [this] {
        validate();
        Q_EMIT edited();
    });
    if (parameter == Share) // as it was understood: "25" becomes "25 %"
        connect(edit, &QLineEdit::editingFinished, this, [this, edit] {
            if (m_valid)
                edit->setText(typedShareText(m_fault.share));
        });
    connect(edit, &QLineEdit::returnPressed, m_start, &QPushButton::click);
}

// Beside the parameters, or beneath them where it would be a narrow column.
void FaultRow::placeNote()
{
    const bool beneath = width() < NoteBesideFrom;
    if (std::exchange(m_noteRow, beneath ? 1 : 0) == (beneath ? 1 : 0))
        return;
    m_grid->addWidget(m_note, beneath ? 1 : 0, beneath ? 1 : 2, 1, beneath ? 3 : 1);
}

void FaultRow::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    placeNote();
}

// Whoever goes through a row with keys sees its command, too.
bool FaultRow::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::FocusIn)
        Q_EMIT edited();
    return QWidget::eventFilter(watched, event);
}

QString FaultRow::read(const Field& field)
{
    const QString text = field.edit->text().trimmed();
    const auto wrong = [&](const QString& member) -> QString {
        return tr("%1: “%2” is not %3", "a field, what was typed, what it takes")
            .arg(member, text, field.edit->toolTip());
    };
    switch (field.parameter) {
    case Share: {
        const auto share = typedShare(text);
        m_fault.share = share.value_or(1);
        return share ? QString() : wrong(QStringLiteral("share"));
    }
    case Every: {
        const auto every = parseDuration(text);
        m_fault.every = every.value_or(std::chrono::milliseconds(0));
        return every ? QString() : wrong(QStringLiteral("every"));
    }
    case Delay: {
        const auto delay = parseDuration(text);
        m_fault.delay = delay.value_or(std::chrono::milliseconds(0));
        return delay ? QString() : wrong(QStringLiteral("delay"));
    }
    case Events: {
        bool ok = text.isEmpty();
        m_fault.events = ok ? 0 : text.toULongLong(&ok);
        return ok ? QString() : wrong(QStringLiteral("events"));
    }
    case Bytes: {
        const auto bytes = text.isEmpty() ? std::optional<qint64>(0) : parseByteSize(text);
        m_fault.bytes = quint64(bytes.value_or(0));
        return bytes ? QString() : wrong(QStringLiteral("bytes"));
    }
    case ParameterCount:
        break;
    }
    return {};
}

void FaultRow::validate()
{
    m_fault = {};
    m_fault.kind = m_kind;
    QString error;
    for (const Field& field : m_fields) {
        const QString wrong = read(field);
        showFilterProblem(*field.edit, *m_error, wrong);
        if (error.isEmpty())
            error = wrong;
    }
    if (error.isEmpty())
        error = checkFault(m_fault);
    m_valid = error.isEmpty();
    showError(error);
    updateStart();
}

void FaultRow::showError(const QString& error)
{
    m_error->setText(error);
    m_error->setVisible(!error.isEmpty());
    m_start->setAccessibleDescription(error.isEmpty() ? effect(m_kind) : error);
}

void FaultRow::setBlocked(const QString& reason)
{
    if (reason == m_blocked)
        return;
    m_blocked = reason;
    updateStart();
}

void FaultRow::updateStart()
{
    m_start->setEnabled(m_valid && m_blocked.isEmpty());
    m_start->setToolTip(m_blocked);
    m_note->setText(m_blocked.isEmpty() || !isRedisFault(m_kind)
            ? effect(m_kind)
            : effect(m_kind) + QLatin1Char(' ') + m_blocked);
}

void FaultRow::setRunning(int count)
{
    m_stop->setVisible(count > 0);
    m_stop->setText(count > 1 ? tr("Stop %1").arg(count) : tr("Stop"));
}

QString FaultRow::error() const
{
    return m_error->text();
}

QLineEdit* FaultRow::edit(Parameter parameter) const
{
    const auto found = std::find_if(m_fields.begin(), m_fields.end(),
        [parameter](const Field& field) { return field.parameter == parameter; });
    return found == m_fields.end() ? nullptr : found->edit;
}

} // namespace fanlight
