// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "publish/publish_form.h"

#include "format.h"
#include "publish/payload_editor.h"
#include "publish/payload_file.h"
#include "publish/placeholders.h"
#include "publish/problem_pill.h"
#include "publish/publish_check.h"
#include "publish/reach_watch.h"
#include "publish/repeat_popup.h"
#include "publish/wire_preview.h"
#include "widgets/elided_button.h"
#include "widgets/segmented.h"

#include <QCheckBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QSpinBox>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {

constexpr auto FirstPayload = R"({
  "type": "test",
  "message": "Hello from Fanlight"
})";

constexpr int LabelWidth = 110;
constexpr int SpinWidth = 104; // four digits and a unit
constexpr int MostWindowMs = 10'000; // as the hub's own window
constexpr int LeastOfABatch = 2;
constexpr int MostOfABatch = 1000;
enum Delivery { Now, Batched };

QString fieldHint()
{
    return PublishForm::tr("{i} counts, {now} is the time, {random} a number.");
}

QWidget* rowOf(const std::initializer_list<QWidget*>& widgets, int stretched)
{
    auto* row = new QWidget;
    auto* line = new QHBoxLayout(row);
    line->setContentsMargins({});
    line->setSpacing(8);
    int place = 0;
    for (QWidget* widget : widgets)
        line->addWidget(widget, place++ == stretched ? 1 : 0);
    return row;
}

QLabel* dimLabel(const QString& text)
{
    auto* label = new QLabel(text);
    setLook(*label, "dim");
    return label;
}

} // namespace

QStringList splitUserIds(const QString& text)
{
    static const QRegularExpression separators(u"[\\s,;]+"_s);
    QStringList ids = text.split(separators, Qt::SkipEmptyParts);
    ids.removeDuplicates();
    return ids;
}

PublishForm::PublishForm(const Theme& theme, QWidget* parent)
    : Card({}, parent)
    , m_fields(new QFormLayout)
    , m_payload(new PayloadEditor(theme))
    , m_payloadState(new ProblemPill(theme))
    , m_fileProblem(new QLabel)
    , m_plainText(new QCheckBox(tr("Send as plain text")))
    , m_format(new QPushButton(tr("Format")))
    , m_file(new QPushButton(tr("From file…")))
    , m_send(new ElidedButton)
    , m_repeat(new QPushButton)
    , m_repeatPopup(new RepeatPopup(this))
    , m_hint(new QLabel)
{
    body()->setSpacing(8);
    makeFields();
    makePayload();
    makeButtons();
    makeRepeat();
    setHub({});
    setMode(PublishMode::Broadcast);
    m_payload->load(QString::fromLatin1(FirstPayload), false);
    payloadChecked();
    setBlocked({});
}

void PublishForm::makeFields()
{
    m_fields->setHorizontalSpacing(12);
    m_fields->setVerticalSpacing(8);
    m_fields->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_fields->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    body()->addLayout(m_fields);
    m_user = addField(tr("User id"), u"42"_s);
    m_users = addField(tr("User ids"), u"42, 43, 44"_s);
    m_author = addField(tr("Author id"), tr("42: their followers get it"));
    m_type = addField(tr("Event type"), tr("the payload's “type”"));
    makeAudienceFields();
    makeBatchFields();
    m_id = addField(tr("Event id"), unassignedId());
    m_event = addField(tr("Event name"), tr("none, so that onmessage gets it"));
    m_type->setToolTip(tr("What selective delivery and ?types= look at."));
    m_event->setToolTip(
        tr("The “event:” line; the browser then calls the listeners of that name."));
    for (QLineEdit* field : {m_user, m_users, m_id})
        field->setToolTip(fieldHint());
}

void PublishForm::makeAudienceFields()
{
    m_recipients = new QLineEdit;
    m_recipients->setReadOnly(true);
    m_recipients->setAccessibleName(tr("Recipients"));
    m_audience = new QPushButton(tr("Audience…"));
    setLook(*m_audience, "small");
    m_audience->setToolTip(tr("Who follows whom, and who wants what."));
    connect(m_audience, &QPushButton::clicked, this, &PublishForm::audienceRequested);
    m_recipientsRow = rowOf({m_recipients, m_audience}, 0);
    addRow(tr("Recipients"), m_recipientsRow, m_recipients);

    m_among = new QLineEdit;
    m_among->setAccessibleName(tr("Among followers of author"));
    m_among->setPlaceholderText(tr("id, or empty: everyone"));
    connect(m_among, &QLineEdit::textChanged, this, &PublishForm::changed);
    m_amongRow = rowOf({dimLabel(tr("followers of author")), m_among}, 1);
    addRow(tr("Among"), m_amongRow, m_among);
}

void PublishForm::makeBatchFields()
{
    m_deliver = new Segmented({tr("now"), tr("batched")});
    m_deliver->setAccessibleName(tr("Deliver as"));
    connect(m_deliver, &Segmented::changed, this, &PublishForm::changed);
    addRow(tr("Deliver as"), m_deliver);

    m_count = addSpin(tr("Notifications"), 1, MostBatchCount, DefaultBatchCount);
    m_count->setToolTip(tr("Sent one after another, made from the payload: %1").arg(fieldHint()));
    m_window = addSpin(tr("Batch window, milliseconds"), 1, MostWindowMs, 100);
    m_window->setSuffix(u" ms"_s);
    m_window->setToolTip(
        tr("From the first that waits; what is waiting then goes out as one event."));
    m_most = addSpin(tr("Notifications of one event at most"), LeastOfABatch, MostOfABatch, 100);
    m_most->setToolTip(tr("Of one event; the next begin another."));
    for (QSpinBox* spin : {m_count, m_window, m_most})
        spin->setFixedWidth(SpinWidth);
    m_countRow = rowOf({m_count, dimLabel(tr("one after another"))}, 1);
    addRow(tr("Notifications"), m_countRow, m_count);
    m_windowRow = rowOf({m_window, dimLabel(tr("at most")), m_most, new QWidget}, 3);
    addRow(tr("Gathered for"), m_windowRow, m_window);
}

QSpinBox* PublishForm::addSpin(const QString& name, int least, int most, int value)
{
    auto* spin = new QSpinBox;
    spin->setRange(least, most);
    spin->setValue(value);
    spin->setAccessibleName(name);
    connect(spin, &QSpinBox::valueChanged, this, &PublishForm::changed);
    return spin;
}

QLineEdit* PublishForm::addField(const QString& label, const QString& placeholder)
{
    auto* edit = new QLineEdit;
    edit->setPlaceholderText(placeholder);
    edit->setAccessibleName(label);
    addRow(label, edit);
    connect(edit, &QLineEdit::textChanged, this, &PublishForm::changed);
    return edit;
}

void PublishForm::addRow(const QString& label, QWidget* field, QWidget* buddy)
{
    QLabel* name = dimLabel(label);
    name->setFixedWidth(std::max(LabelWidth, name->sizeHint().width()));
    name->setBuddy(buddy ? buddy : field);
    field->setMinimumHeight(field->sizeHint().height()); // the form would squeeze it
    m_fields->addRow(name, field);
}

void PublishForm::makePayload()
{
    auto* title = new QLabel(tr("Payload"));
    setLook(*title, "title");
    title->setBuddy(m_payload);
    auto* line = new QHBoxLayout;
    line->setContentsMargins(0, 6, 0, 0);
    line->setSpacing(10);
    line->addWidget(title);
    line->addWidget(makePlaceholderHint());
    line->addStretch();
    line->addWidget(m_payloadState);
    setLook(*m_fileProblem, "bad");
    m_fileProblem->setWordWrap(true);
    m_fileProblem->setTextFormat(Qt::PlainText);
    m_fileProblem->hide();
    body()->addLayout(line);
    body()->addWidget(m_payload, 1);
    body()->addWidget(m_fileProblem);
    body()->addLayout(makePayloadTools());
    connect(m_payload, &PayloadEditor::checked, this, &PublishForm::payloadChecked);
    connect(m_payloadState, &ProblemPill::pressed, m_payload, &PayloadEditor::jumpToProblem);
}

QWidget* PublishForm::makePlaceholderHint()
{
    QLabel* placeholders = dimLabel(u"{i}  {now}  {random}"_s);
    setLook(*placeholders, "hint");
    placeholders->setToolTip(tr("Replaced in payload, user ids and event id when it is sent:\n"
                                "{i}  1, 2, 3… in a repeat or a batch, else 1\n"
                                "{now}  the time, as in 2026-01-31T12:00:00.000Z\n"
                                "{random}  a number from 0 to 4294967295\n"
                                "All other braces stay as they are."));
    placeholders->setAccessibleDescription(placeholders->toolTip());
    return placeholders;
}

QBoxLayout* PublishForm::makePayloadTools()
{
    for (QPushButton* button : {m_file, m_format})
        setLook(*button, "small");
    m_file->setToolTip(tr("A payload in UTF-8, from a file."));
    m_format->setToolTip(tr("Lays the JSON out over lines; on the wire it is compact anyway."));
    m_plainText->setToolTip(
        tr("The payload goes out as it is written, one “data:” line for each line."));
    auto* line = new QHBoxLayout;
    line->setSpacing(8);
    line->addWidget(m_file);
    line->addWidget(m_format);
    line->addWidget(m_plainText);
    line->addStretch();
    connect(m_file, &QPushButton::clicked, this, &PublishForm::askForFile);
    connect(m_format, &QPushButton::clicked, m_payload, &PayloadEditor::format);
    connect(m_plainText, &QCheckBox::toggled, m_payload, &PayloadEditor::setPlainTextMode);
    return line;
}

void PublishForm::makeButtons()
{
    setLook(*m_send, "primary");
    setLook(*m_hint, "hint");
    m_hint->setWordWrap(true);
    m_hint->setTextFormat(Qt::PlainText);
    auto* line = new QHBoxLayout;
    line->setContentsMargins(0, 4, 0, 0);
    line->setSpacing(8);
    line->addWidget(m_send);
    line->addWidget(m_repeat);
    line->addWidget(m_hint, 1);
    body()->addLayout(line);
    connect(m_send, &QPushButton::clicked, this, &PublishForm::sendRequested);
}

void PublishForm::makeRepeat()
{
    connect(m_repeat, &QPushButton::clicked, this, [this] {
        if (m_repeating.isEmpty())
            m_repeatPopup->showBeneath(*m_repeat);
        else
            Q_EMIT stopRequested();
    });
    connect(m_repeatPopup, &RepeatPopup::startRequested, this, [this] {
        updateHint();
        Q_EMIT repeatRequested();
    });
}

void PublishForm::setMode(PublishMode mode)
{
    m_mode = mode;
    const bool batch = mode == PublishMode::Batch;
    const bool stored = mode == PublishMode::Fanout || mode == PublishMode::Selective;
    m_fields->setRowVisible(m_user, mode == PublishMode::OneUser);
    m_fields->setRowVisible(m_users, mode == PublishMode::SeveralUsers || batch);
    m_fields->setRowVisible(m_author, mode == PublishMode::Fanout);
    m_fields->setRowVisible(m_amongRow, mode == PublishMode::Selective);
    m_fields->setRowVisible(m_deliver, !batch);
    m_fields->setRowVisible(m_countRow, batch);
    m_fields->setRowVisible(m_windowRow, batch);
    m_fields->setRowVisible(m_id, !batch);
    m_users->setPlaceholderText(batch ? tr("everyone, or ids: 42, 43") : u"42, 43, 44"_s);
    m_audience->setVisible(stored);
    m_repeat->setVisible(!batch);
    Q_EMIT changed();
}

void PublishForm::setUser(const QString& userId)
{
    m_user->setText(userId);
}

void PublishForm::load(const PublishRequest& request, PublishMode mode, int batchCount)
{
    const QString payload = QString::fromUtf8(request.data);
    // JSON that is one string is sent as the string itself, so a text with quotes must stay a text.
    const bool plainText
        = payload.trimmed().startsWith(u'"') || checkJson(maskedPlaceholders(payload)).has_value();
    m_plainText->setChecked(plainText);
    m_payload->load(plainText ? payload : reformatted(payload, prettyJson), plainText);
    m_fileProblem->hide();
    m_type->setText(request.type);
    m_event->setText(request.event);
    m_id->setText(request.id);
    (mode == PublishMode::OneUser ? m_user : m_users)
        ->setText(request.broadcast ? QString() : request.userIds.join(u", "_s));
    (mode == PublishMode::Fanout ? m_author : m_among)->setText(request.authorId);
    if (mode == PublishMode::Batch) {
        m_count->setValue(batchCount);
        m_window->setValue(
            request.batch.windowMs > 0 ? request.batch.windowMs : int(m_hub.batchWindow.count()));
        m_most->setValue(request.batch.most > 0 ? request.batch.most : m_hub.batchMax);
    } else {
        const bool batched
            = request.batch.windowMs > 0 || (request.batch.windowMs < 0 && m_hub.batchAll);
        m_deliver->setCurrent(batched && m_hub.batchWindow.count() > 0 ? Batched : Now);
    }
    setMode(mode);
}

void PublishForm::askForFile()
{
    auto* dialog = new QFileDialog(
        this, tr("Payload from a file"), {}, tr("JSON and text (*.json *.txt);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &PublishForm::loadFile);
    dialog->open();
}

void PublishForm::loadFile(const QString& path)
{
    m_reader.start([this, path, limit = m_hub.dataLimit] {
        const PayloadFile file = readPayload(path, limit);
        Worker::answer(this, [this, file] {
            m_fileProblem->setText(file.error);
            m_fileProblem->setVisible(!file.error.isEmpty());
            if (!file.error.isEmpty())
                return;
            m_plainText->setChecked(file.plainText);
            m_payload->load(file.text, file.plainText);
        });
    });
}

QStringList PublishForm::usersOf(PublishMode mode) const
{
    if (mode == PublishMode::OneUser)
        return m_user->text().isEmpty() ? QStringList() : QStringList{m_user->text()};
    if (mode == PublishMode::SeveralUsers || mode == PublishMode::Batch)
        return splitUserIds(m_users->text());
    return {};
}

BatchWish PublishForm::batchWish() const
{
    if (m_mode == PublishMode::Batch)
        return {m_window->value(), m_most->value()};
    return {m_deliver->current() == Batched ? int(m_hub.batchWindow.count()) : 0, 0};
}

PublishRequest PublishForm::request() const
{
    PublishRequest request;
    request.userIds = usersOf(m_mode);
    request.broadcast = m_mode == PublishMode::Broadcast
        || (m_mode == PublishMode::Batch && request.userIds.isEmpty());
    request.type = m_type->text();
    request.event = m_event->text();
    request.data = m_payload->data();
    request.batch = batchWish();
    if (m_mode != PublishMode::Batch)
        request.id = m_id->text();
    if (m_mode == PublishMode::Fanout) {
        request.kind = PublishKind::Fanout;
        request.authorId = m_author->text();
    } else if (m_mode == PublishMode::Selective) {
        request.kind = PublishKind::Selective;
        request.authorId = m_among->text();
        request.type = effectiveType(request); // it must be told
    }
    return request;
}

int PublishForm::batchCount() const
{
    return m_count->value();
}

bool PublishForm::hasValidPayload() const
{
    return !m_payload->problem();
}

QString PublishForm::problem() const
{
    if (m_payload->problem())
        return u"data: "_s + m_payload->problem()->text();
    return publishProblem(withValues(request(), PlaceholderValues::next(1)), m_hub.dataLimit);
}

void PublishForm::payloadChecked()
{
    m_format->setEnabled(!m_payload->isPlainText() && !m_payload->problem());
    const QString size = format::bytes(double(m_payload->data().size()));
    if (m_payload->problem())
        m_payloadState->show(Pill::Tone::Bad, m_payload->problem()->text());
    else if (m_payload->isPlainText())
        m_payloadState->show(Pill::Tone::Neutral, tr("plain text, %1", "its size").arg(size));
    else
        m_payloadState->show(Pill::Tone::Good, tr("valid JSON, %1", "its size").arg(size));
    Q_EMIT changed();
}

void PublishForm::setHub(const HubOptions& options)
{
    m_hub = options;
    const bool batches = options.batchWindow.count() > 0;
    m_deliver->setLabel(Batched,
        batches ? tr("batched %1", "for how long")
                      .arg(durationText(options.batchWindow).replace(u"ms"_s, u" ms"_s))
                : tr("batched"));
    m_deliver->setSegmentEnabled(Batched, batches, tr("The hub's batch window is off."));
    if (!batches)
        m_deliver->setCurrent(Now);
}

void PublishForm::setBlocked(const QString& reason)
{
    m_blocked = reason;
    m_send->setEnabled(reason.isEmpty());
    m_send->setToolTip(reason);
    updateHint();
    updateReach();
}

void PublishForm::setReach(const std::optional<Reach>& reach)
{
    m_reach = reach;
    updateReach();
}

void PublishForm::updateReach()
{
    const PublishRequest now = request();
    const bool nobody = now.kind == PublishKind::Fanout ? now.authorId.isEmpty()
        : now.kind == PublishKind::Selective            ? now.type.isEmpty()
                                                        : !now.broadcast && now.userIds.isEmpty();
    const QString recipients = nobody ? tr("nobody yet") : recipientsText(now, m_reach);
    if (m_recipients->text() != recipients) { // else a selection in it would go
        m_recipients->setText(recipients);
        m_recipients->setCursorPosition(0);
    }
    m_recipients->setToolTip(
        nobody ? QString() : QString(recipients + u'\n' + reachDetail(now, m_reach)).trimmed());
    const int count = m_mode == PublishMode::Batch ? m_count->value() : 0;
    if (!nobody)
        m_send->setText(sendText(now, m_reach, count));
    else if (count > 0)
        m_send->setText(tr("Send %1 to nobody yet").arg(format::count(count)));
    else
        m_send->setText(tr("Send to nobody yet"));
}

void PublishForm::setRepeating(const QString& progress)
{
    m_repeating = progress;
    updateHint();
}

RepeatPlan PublishForm::repeatPlan() const
{
    return m_repeatPopup->plan();
}

void PublishForm::setRepeatPlan(const RepeatPlan& plan)
{
    m_repeatPopup->setPlan(plan);
    updateHint();
}

void PublishForm::updateHint()
{
    const bool repeating = !m_repeating.isEmpty();
    const QString rate = format::rate(m_repeatPopup->plan().perSecond);
    m_repeat->setText(repeating ? tr("Stop") : tr("Repeat %1/s…").arg(rate));
    m_repeat->setToolTip(
        repeating ? tr("Stops what is being repeated (Esc).") : tr("Sends it again and again."));
    m_repeat->setEnabled(repeating || m_blocked.isEmpty());
    m_repeat->setVisible(repeating || m_mode != PublishMode::Batch);
    if (repeating)
        m_hint->setText(m_repeating);
    else
        m_hint->setText(m_blocked.isEmpty() ? tr("Ctrl+Enter sends") : m_blocked);
}

QString PublishForm::hintText() const
{
    return m_hint->text();
}

} // namespace fanlight
