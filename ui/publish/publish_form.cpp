// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "publish/publish_form.h"

#include "curl_line.h"
#include "format.h"
#include "publish/batch_window.h"
#include "publish/id_fields.h"
#include "publish/json_check.h"
#include "publish/payload_editor.h"
#include "publish/payload_pane.h"
#include "publish/placeholders.h"
#include "publish/publish_check.h"
#include "publish/reach_watch.h"
#include "publish/recipients_label.h"
#include "publish/repeat_popup.h"
#include "widgets/elided_button.h"
#include "widgets/label.h"
#include "widgets/segmented.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QResizeEvent>
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
constexpr int MostListed = 32'768; // characters of a list of ids, which is pasted whole
constexpr int SpinWidth = 104; // four digits and a unit
constexpr int LeastOfABatch = 2;
constexpr int MostOfABatch = 1000;
enum Delivery { AtOnce, Batched };

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
    return makeLabel(text, "dim");
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
    , m_payload(new PayloadPane(theme))
    , m_send(new ElidedButton)
    , m_repeat(new QPushButton)
    , m_repeatPopup(new RepeatPopup(this))
    , m_hint(new QLabel)
{
    body()->setSpacing(8);
    makeFields();
    body()->addWidget(m_payload, 1);
    connect(m_payload, &PayloadPane::changed, this, &PublishForm::changed);
    connect(&m_payload->editor(), &PayloadEditor::loadUndone, this, &PublishForm::loadUndone);
    makeButtons();
    makeRepeat();
    setHub({});
    setMode(PublishMode::Broadcast);
    m_payload->editor().begin(QString::fromLatin1(FirstPayload), false);
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
    m_users->setMaxLength(MostListed);
    m_author = addField(tr("Author id"), tr("42: their followers get it"));
    m_type = addField(tr("Event type"), tr("the payload's “type”"));
    makeAudienceFields();
    makeBatchFields();
    m_ids = new IdFields(fieldHint());
    connect(m_ids, &IdFields::changed, this, &PublishForm::changed);
    addRow(tr("Event id"), m_ids, m_ids->first());
    m_event = addField(tr("Event name"), tr("none, so that onmessage gets it"));
    m_type->setToolTip(tr("What selective delivery and ?types= look at."));
    m_event->setToolTip(
        tr("The “event:” line; the browser then calls the listeners of that name."));
    for (QLineEdit* field : {m_user, m_users})
        field->setToolTip(fieldHint());
}

void PublishForm::makeAudienceFields()
{
    m_recipients = new RecipientsLabel;
    m_recipients->setObjectName(u"recipients"_s);
    m_audience = new QPushButton(tr("Audience…"));
    setLook(*m_audience, "small");
    m_audience->setToolTip(tr("Who follows whom, and who wants what."));
    connect(m_audience, &QPushButton::clicked, this, &PublishForm::audienceRequested);
    m_recipientsRow = rowOf({m_recipients, m_audience}, 0);
    addRow(tr("Recipients"), m_recipientsRow, m_recipients);

    m_among = new QLineEdit;
    m_among->setAccessibleName(tr("Among followers of author"));
    m_among->setPlaceholderText(tr("id, or empty: everyone"));
    m_among->setToolTip(m_among->placeholderText());
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
    m_window = new BatchWindow;
    connect(m_window, &BatchWindow::changed, this, &PublishForm::changed);
    m_most = addSpin(tr("Notifications of one event at most"), LeastOfABatch, MostOfABatch, 100);
    m_most->setToolTip(tr("Of one event; the next begin another."));
    for (QAbstractSpinBox* spin : {static_cast<QAbstractSpinBox*>(m_count),
             static_cast<QAbstractSpinBox*>(m_window), static_cast<QAbstractSpinBox*>(m_most)})
        spin->setFixedWidth(SpinWidth);
    m_countRow = rowOf({m_count, dimLabel(tr("one after another"))}, 1);
    addRow(tr("Notifications"), m_countRow, m_count);
    m_windowRow = rowOf({m_window, new QWidget}, 1);
    addRow(tr("Gathered for"), m_windowRow, m_window);
    m_mostRow = rowOf({m_most, dimLabel(tr("in one event"))}, 1);
    addRow(tr("At most"), m_mostRow, m_most);
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

// Its wrapped lines count as they are at this width: what it stands in does not ask for them.
QSize PublishForm::minimumSizeHint() const
{
    const QSize least = Card::minimumSizeHint();
    return {least.width(), std::max(least.height(), layout()->totalMinimumHeightForWidth(width()))};
}

void PublishForm::resizeEvent(QResizeEvent* event)
{
    Card::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        updateGeometry();
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
    m_fields->setRowVisible(m_mostRow, batch);
    m_fields->setRowVisible(m_ids, !batch);
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
    const QString text = exactText(request.data);
    // JSON that is one string is sent as the string itself, so a text with quotes must stay a text.
    const bool plainText = request.isText || text.trimmed().startsWith(u'"')
        || checkJson(maskedPlaceholders(text)).has_value();
    PublishDraft next = draft();
    next.mode = mode;
    next.type = request.type;
    next.event = request.event;
    next.id = request.id;
    next.once = request.once;
    (mode == PublishMode::OneUser ? next.user : next.users)
        = request.broadcast ? QString() : request.userIds.join(u", "_s);
    (mode == PublishMode::Fanout ? next.author : next.among) = request.authorId;
    const BatchWish& wish = request.batch;
    if (mode == PublishMode::Batch) {
        next.batchCount = batchCount;
        next.windowMs = wish.windowMs > 0 ? wish.windowMs : int(m_hub.batchWindow.count());
        next.most = wish.most > 0 ? wish.most : m_hub.batchMax;
    } else {
        next.isBatched = m_hub.batchWindow.count() > 0
            && (wish.windowMs > 0 || (wish.windowMs < 0 && m_hub.batchAll));
    }
    next.payload = plainText ? text : reformatted(text, prettyJson);
    next.isPlainText = plainText;
    restore(next);
}

PublishDraft PublishForm::draft() const
{
    const PayloadEditor& editor = m_payload->editor();
    return {m_mode, m_user->text(), m_users->text(), m_author->text(), m_among->text(),
        m_type->text(), m_event->text(), m_ids->id(), m_ids->once(),
        m_deliver->current() == Batched, m_count->value(), m_window->ms(), m_most->value(),
        editor.text(), editor.isPlainText()};
}

void PublishForm::restoreFields(const PublishDraft& draft)
{
    m_user->setText(draft.user);
    m_users->setText(draft.users);
    m_author->setText(draft.author);
    m_among->setText(draft.among);
    m_type->setText(draft.type);
    m_event->setText(draft.event);
    m_ids->set(draft.id, draft.once);
    m_deliver->setCurrent(draft.isBatched && m_hub.batchWindow.count() > 0 ? Batched : AtOnce);
    m_count->setValue(draft.batchCount);
    m_window->setMs(draft.windowMs);
    m_most->setValue(draft.most);
    setMode(draft.mode);
}

void PublishForm::restore(const PublishDraft& draft)
{
    restoreFields(draft);
    m_payload->load(draft.payload, draft.isPlainText);
}

void PublishForm::begin(const PublishDraft& draft)
{
    restoreFields(draft);
    m_payload->editor().begin(draft.payload, draft.isPlainText);
}

QWidget* PublishForm::lastStop() const
{
    return m_repeat;
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
        return {m_window->ms(), m_most->value()};
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
    request.data = m_payload->editor().data();
    request.isText = m_payload->editor().isText();
    request.batch = batchWish();
    if (m_mode != PublishMode::Batch) {
        request.id = m_ids->id();
        request.once = m_ids->once();
    }
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
    return !m_payload->editor().problem();
}

QString PublishForm::problem() const
{
    if (const auto& wrong = m_payload->editor().problem())
        return tr("Payload: %1", "what is wrong with it").arg(wrong->text());
    if (m_mode == PublishMode::Batch && !m_window->problem().isEmpty())
        return m_window->problem();
    return publishProblem(withValues(request(), PlaceholderValues::next(1)), m_hub);
}

void PublishForm::setHub(const HubOptions& options)
{
    m_hub = options;
    m_payload->setDataLimit(options.dataLimit);
    const bool batches = options.batchWindow.count() > 0;
    m_deliver->setLabel(Batched,
        batches ? tr("batched %1", "for how long")
                      .arg(BatchWindow::label(int(options.batchWindow.count())))
                : tr("batched"));
    m_deliver->setSegmentEnabled(Batched, batches, tr("The hub's batch window is off."));
    if (!batches)
        m_deliver->setCurrent(AtOnce);
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
    const QString missing = missingAudience(now);
    m_recipients->setText(missing.isEmpty() ? recipientsText(now, m_reach) : tr("nobody yet"));
    static_cast<RecipientsLabel*>(m_recipients)->fit();
    m_recipients->setToolTip(missing.isEmpty() ? reachDetail(now, m_reach) : missing);
    m_recipients->setAccessibleName(tr("Recipients: %1").arg(m_recipients->text()));
    const int count = m_mode == PublishMode::Batch ? m_count->value() : 0;
    if (missing.isEmpty())
        m_send->setText(sendText(now, m_reach, count));
    else
        m_send->setText(
            count > 0 ? tr("Send %1", "a number").arg(format::count(count)) : tr("Send"));
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
