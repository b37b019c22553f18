// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "publish/publish_page.h"

#include "curl_line.h"
#include "format.h"
#include "publish/delivery_card.h"
#include "publish/payload_editor.h"
#include "publish/payload_pane.h"
#include "publish/placeholders.h"
#include "publish/publish_check.h"
#include "publish/publish_form.h"
#include "publish/sent_table.h"
#include "publish/template_menu.h"
#include "publish/wire_pane.h"
#include "widgets/card.h"
#include "widgets/key_notes.h"
#include "widgets/elided_label.h"
#include "widgets/label.h"
#include "widgets/question.h"
#include "widgets/segmented.h"
#include "widgets/undo_bar.h"

#include <QClipboard>
#include <QDateTime>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QShortcut>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {

const QString ColumnsKey = u"publish/columns"_s;
const QString RowsKey = u"publish/rows"_s;
const QString HeaderKey = u"publish/sent-columns"_s;
const QString ModeKey = u"publish/mode"_s;
const QString RateKey = u"publish/repeat-rate"_s;
const QString CountKey = u"publish/repeat-count"_s;

constexpr std::array<int, SentModel::ColumnCount> SentWidths{152, 130, 76, 84, 80};
constexpr int PageMargin = 16;

} // namespace

PublishPage::PublishPage(HubPort& hub, Theme& theme, UiState& state)
    : PublishPage(hub, theme, state, Paths())
{
}

PublishPage::PublishPage(
    HubPort& hub, Theme& theme, UiState& state, const Paths& paths, QWidget* parent)
    : QWidget(parent)
    , m_hub(hub)
    , m_theme(theme)
    , m_state(state)
    , m_gate(hub)
    , m_desk({[&hub](const PublishRequest& request, const RepeatRun::Answer& answer) {
                  hub.publish(request, answer);
              },
                 [&hub](const PublishRequest& request, const ReachWatch::Answer& answer) {
                     hub.requestReach(request, answer);
                 }},
          paths)
    , m_form(new PublishForm(theme))
    , m_modes(new Segmented({tr("Test broadcast"), tr("To one user"), tr("Several users"),
          tr("Fan-out"), tr("Selective"), tr("Batch")}))
    , m_templateButton(new QPushButton(tr("Templates")))
    , m_templateMenu(new TemplateMenu(m_desk.templates(), *m_form, this))
    , m_curl(new QPushButton(tr("Copy as curl")))
    , m_columns(new QSplitter(Qt::Horizontal))
    , m_delivery(new DeliveryCard(theme, state.percentiles()))
    , m_wire(new WirePane(theme))
    , m_table(new SentTable(theme))
    , m_fileProblem(makeLabel("bad"))
    , m_undo(new UndoBar(this))
{
    auto* rows = new QSplitter(Qt::Vertical);
    rows->addWidget(m_delivery);
    rows->addWidget(makeWireAndSent());
    rows->setStretchFactor(1, 1);
    rows->setSizes({260, 420});
    rows->setChildrenCollapsible(false);
    m_columns->addWidget(m_form);
    m_columns->addWidget(rows);
    m_columns->setStretchFactor(0, 1);
    m_columns->setStretchFactor(1, 1);
    m_columns->setSizes({540, 590});
    m_columns->setChildrenCollapsible(false);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(PageMargin, PageMargin, PageMargin, PageMargin);
    column->setSpacing(12);
    column->addWidget(makeToolLine());
    column->addWidget(m_columns, 1);
    m_state.track(ColumnsKey, m_columns);
    m_state.track(RowsKey, rows);
    m_state.track(HeaderKey, m_table->horizontalHeader());

    connectDesk();
    connect(m_modes, &Segmented::changed, this, &PublishPage::setMode);
    connect(&m_hub, &HubPort::statusChanged, this, &PublishPage::takeStatus);
    connect(&m_hub, &HubPort::sampled, &m_desk, &PublishDesk::takeSample);
    connect(&m_hub, &HubPort::receiptChanged, &m_desk, &PublishDesk::takeReceipt);
    connect(&m_theme, &Theme::changed, this, &PublishPage::updatePreview);
    beginDraft();
    connectForm();
    makeShortcuts();
    updatePreview();
    showFileProblem();
    m_form->setRepeatPlan({m_state.value(RateKey, RepeatPlan().perSecond).toDouble(),
        m_state.value(CountKey, 0).toULongLong()});
    orderTabs();
    m_gate.show(HubPort::Ability::Publish,
        std::initializer_list<QWidget*>{m_form, m_modes, m_templateButton, m_curl});
    connect(&m_gate, &AbilityGate::changed, this, &PublishPage::takeAbilities);
    takeAbilities();
    takeStatus(m_hub.status());
}

PublishPage::~PublishPage() = default;

void PublishPage::connectDesk()
{
    connect(&m_desk, &PublishDesk::resultShown, m_delivery, &DeliveryCard::showResult);
    connect(&m_desk, &PublishDesk::receiptShown, m_delivery, &DeliveryCard::showReceipt);
    connect(&m_desk, &PublishDesk::runShown, m_delivery, &DeliveryCard::showRun);
    connect(&m_desk, &PublishDesk::sentShown, m_delivery, &DeliveryCard::showSent);
    connect(&m_desk, &PublishDesk::explained, m_delivery, &DeliveryCard::showWhy);
    connect(m_delivery, &DeliveryCard::followRequested, this, &PublishPage::followRequested);
    connect(&m_desk, &PublishDesk::resultShown, this,
        [this](const PublishRequest&, const PublishResult& result) {
            if (result.error.isEmpty())
                Q_EMIT sent();
        });
    connect(&m_desk, &PublishDesk::receiptShown, this, [this] {
        if (isVisible())
            Q_EMIT receiptShown();
    });
    const auto takePercent = [this] { m_desk.setPercent(m_state.percentiles().headline()); };
    connect(&m_state.percentiles(), &Percentiles::changed, this, takePercent);
    takePercent();
    connect(&m_desk, &PublishDesk::noted, m_delivery, &DeliveryCard::showNote);
    connect(&m_desk, &PublishDesk::runChanged, this, [this] {
        m_form->setRepeating(m_desk.runText());
        m_form->setBlocked(blockedReason());
    });
    connect(&m_desk, &PublishDesk::reachChanged, this, [this] {
        m_form->setReach(m_desk.reach());
        m_form->setBlocked(blockedReason());
    });
    connect(&m_desk, &PublishDesk::fileProblemChanged, this, &PublishPage::showFileProblem);
    connect(&m_desk, &PublishDesk::lastAction, this, &PublishPage::lastAction);
}

QWidget* PublishPage::makeToolLine()
{
    m_modes->setAccessibleName(tr("Whom to send to"));
    m_modes->setShrinking();
    m_templateButton->setMenu(m_templateMenu);
    connect(m_templateMenu, &TemplateMenu::chosen, this, &PublishPage::loadTemplate);
    connect(m_templateMenu, &TemplateMenu::lastAction, this, &PublishPage::lastAction);
    connect(m_curl, &QPushButton::clicked, this, [this] { copyAsCurl(m_form->request()); });
    auto* tools = new QWidget;
    m_toolLine = new QBoxLayout(QBoxLayout::LeftToRight, tools);
    m_toolLine->setContentsMargins({});
    m_toolLine->setSpacing(10);
    m_toolLine->addWidget(m_modes);
    m_toolLine->addStretch();
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(10);
    buttons->addWidget(m_templateButton);
    buttons->addWidget(m_curl);
    m_toolLine->addLayout(buttons);
    m_toolLine->setAlignment(buttons, Qt::AlignLeft); // not stretched where they stand beneath
    return tools;
}

void PublishPage::connectForm()
{
    connect(m_form, &PublishForm::changed, this, &PublishPage::formChanged);
    connect(m_form, &PublishForm::sendRequested, this, &PublishPage::send);
    connect(m_form, &PublishForm::stopRequested, &m_desk, &PublishDesk::stop);
    connect(m_form, &PublishForm::audienceRequested, this, &PublishPage::audienceRequested);
    connect(m_form, &PublishForm::loadUndone, this, &PublishPage::loadUndone);
    connect(m_form, &PublishForm::repeatRequested, this, [this] {
        const RepeatPlan plan = m_form->repeatPlan();
        m_state.setValue(RateKey, plan.perSecond);
        m_state.setValue(CountKey, plan.count);
        if (blockedReason().isEmpty())
            m_desk.repeat(m_form->request(), plan);
    });
}

QWidget* PublishPage::makeWireAndSent()
{
    m_table->setModel(&m_desk.sent());
    for (int i = 0; i < SentModel::ColumnCount; ++i)
        m_table->horizontalHeader()->resizeSection(i, SentWidths[std::size_t(i)]);
    m_fileProblem->setWordWrap(true);
    connect(m_table, &SentTable::sendAgain, this, &PublishPage::sendAgain);
    connect(m_table, &SentTable::shown, &m_desk, &PublishDesk::showSent);
    connect(m_table, &SentTable::loadIntoEditor, this, &PublishPage::loadIntoEditor);
    connect(m_table, &SentTable::followRequested, this,
        [this](int row) { followId(m_desk.sent().entry(row).receipt.id); });
    connect(m_table, &SentTable::copyAsCurl, this,
        [this](int row) { copyAsCurl(m_desk.sent().entry(row).request); });
    connect(m_table, &SentTable::removeRequested, this, [this](int row) { remove(row, row); });
    connect(m_table, &SentTable::clearRequested, this,
        [this] { remove(0, m_desk.sent().rowCount() - 1); });

    auto* card = new Card(tr("On the wire"));
    card->titleLine()->insertWidget(1, m_wire->caption());
    card->body()->addWidget(m_wire, 1);
    auto* sentLine = new QHBoxLayout;
    sentLine->setContentsMargins(0, 8, 0, 0);
    sentLine->addWidget(makeLabel(tr("Sent before"), "title"));
    sentLine->addStretch();
    auto* sentHint = new ElidedLabel;
    setLook(*sentHint, "hint");
    sentHint->setText(tr("Enter or a double click loads it"));
    sentLine->addWidget(sentHint);
    m_gate.show(HubPort::Ability::Publish, std::initializer_list<QWidget*>{sentHint});
    card->body()->addLayout(sentLine);
    card->body()->addWidget(m_fileProblem);
    card->body()->addWidget(m_table, 3);
    return card;
}

void PublishPage::makeShortcuts()
{
    for (const auto key : {Qt::Key_Return, Qt::Key_Enter}) {
        auto* shortcut = new QShortcut(QKeySequence(Qt::CTRL | key), this);
        explainKey(*shortcut, tr("Send"));
        shortcut->setAutoRepeat(false); // a key held down must not flood the clients
        connect(shortcut, &QShortcut::activated, this, &PublishPage::send);
    }
    auto* follow = new QShortcut(Qt::CTRL | Qt::Key_L, this);
    follow->setContext(Qt::WidgetWithChildrenShortcut);
    explainKey(*follow, tr("Follow the delivery that is shown"));
    connect(follow, &QShortcut::activated, this, [this] { followId(m_delivery->eventId()); });
    auto* escape = new QShortcut(Qt::Key_Escape, this);
    escape->setContext(Qt::WidgetWithChildrenShortcut);
    explainKey(*escape, tr("Stop what is being repeated"));
    connect(escape, &QShortcut::activated, &m_desk, &PublishDesk::stop);
}

void PublishPage::setMode(int mode)
{
    m_form->setMode(PublishMode(mode));
    m_state.setValue(ModeKey, mode);
}

void PublishPage::setUser(const QString& userId)
{
    m_form->setUser(userId);
    m_modes->setCurrent(int(PublishMode::OneUser));
}

void PublishPage::loadRequest(const PublishRequest& request)
{
    load({{}, modeOf(request), request, DefaultBatchCount}, tr("Message loaded."));
}

void PublishPage::loadTemplate(const PublishTemplate& one)
{
    load(one, tr("Template “%1” loaded.").arg(one.name));
}

void PublishPage::load(const PublishTemplate& one, const QString& said)
{
    const PublishDraft before = m_form->draft();
    m_loaded.reset();
    m_modes->setCurrent(int(one.mode));
    m_form->load(one.request, one.mode, one.batchCount);
    if (m_form->draft() == before)
        return;
    m_loaded = {before, m_form->draft()};
    m_undo->offer(said, [this, before] { takeBack(before); });
}

void PublishPage::takeBack(const PublishDraft& draft)
{
    m_loaded.reset();
    m_modes->setCurrent(int(draft.mode));
    m_form->restore(draft);
    Q_EMIT lastAction(tr("what was written before is back"));
}

// Ctrl+Z brought the payload back; the fields go along unless they were changed since.
void PublishPage::loadUndone()
{
    if (!m_loaded)
        return;
    PublishDraft now = m_form->draft();
    now.payload = m_loaded->after.payload;
    now.isPlainText = m_loaded->after.isPlainText;
    const Loaded loaded = *std::exchange(m_loaded, std::nullopt);
    m_undo->dismiss();
    if (now != loaded.after)
        return;
    m_modes->setCurrent(int(loaded.before.mode));
    m_form->restoreFields(loaded.before);
}

void PublishPage::beginDraft()
{
    m_form->setHub(m_hub.options());
    const std::optional<PublishDraft>& kept = m_desk.draft().kept();
    m_modes->setCurrent(kept ? int(kept->mode) : m_state.value(ModeKey, 0).toInt());
    if (kept)
        m_form->begin(*kept);
}

// From the modes into the fields; what stands beside them comes after the last button.
void PublishPage::orderTabs()
{
    setTabOrder(m_form->lastStop(), m_templateButton);
    setTabOrder(m_templateButton, m_curl);
}

void PublishPage::takeAbilities()
{
    m_table->setSendingOffered(m_gate.isOffered(HubPort::Ability::Publish));
    if (!m_gate.isOpen(HubPort::Ability::Publish))
        m_desk.stop(); // what is repeated
    formChanged();
}

void PublishPage::takeStatus(const HubStatus& status)
{
    m_desk.takeStatus(status);
    m_desk.setHub(m_hub.options());
    m_form->setHub(m_hub.options());
    formChanged();
}

QString PublishPage::blockedReason() const
{
    const QString why = m_gate.blocked(HubPort::Ability::Publish);
    return why.isEmpty() ? m_desk.blockedReason(m_form->mode(), m_form->problem()) : why;
}

void PublishPage::formChanged()
{
    if (m_form->hasValidPayload()) // else it is in the middle of being written
        m_desk.watchReach(m_form->request());
    m_form->setReach(m_desk.reach());
    m_form->setBlocked(blockedReason());
    m_desk.draft().keep(m_form->draft());
    const QString problem = m_form->problem();
    m_curl->setEnabled(problem.isEmpty());
    m_curl->setToolTip(
        problem.isEmpty() ? tr("Copies a command that publishes the same.") : problem);
    if (isVisible())
        updatePreview();
}

void PublishPage::updatePreview()
{
    if (!m_form->hasValidPayload())
        return m_wire->showNothing();
    const PublishRequest request = m_form->request();
    const int count = m_form->mode() == PublishMode::Batch ? m_form->batchCount() : 1;
    m_wire->show(wirePreview(request, m_form->hub(), count), !request.id.isEmpty());
}

void PublishPage::send()
{
    const QString reason = blockedReason();
    if (!reason.isEmpty())
        Q_EMIT lastAction(tr("not sent: %1").arg(reason));
    else if (m_form->mode() == PublishMode::Batch)
        m_desk.sendBatch(m_form->request(), m_form->batchCount());
    else
        m_desk.send(m_form->request());
}

void PublishPage::sendRequest(const PublishRequest& request)
{
    if (const QString why = m_gate.blocked(HubPort::Ability::Publish); !why.isEmpty())
        Q_EMIT lastAction(tr("not sent: %1").arg(why));
    else
        m_desk.sendExactly(request);
}

void PublishPage::copyAsCurl(const PublishRequest& request)
{
    const bool needsToken = rolesNeedToken(m_hub);
    const PublishRequest filled = withValues(request, PlaceholderValues::next(1));
    QGuiApplication::clipboard()->setText(
        curlPublish(m_hub.status(), filled, needsToken, m_hub.options()));
    Q_EMIT lastAction(tr("curl command copied"));
}

void PublishPage::loadIntoEditor(int row)
{
    const SentEntry& entry = m_desk.sent().entry(row);
    const bool batch = entry.sentAs == SentAs::Batch;
    load({{}, batch ? PublishMode::Batch : modeOf(entry.request), entry.request,
             int(std::clamp<quint64>(entry.count, 1, MostBatchCount))},
        tr("Loaded what was sent at %1.", "time, or date and time")
            .arg(SentModel::timeText(entry.timeMs, QDateTime::currentMSecsSinceEpoch())));
}

void PublishPage::remove(int first, int last)
{
    SentModel& sent = m_desk.sent();
    if (first > last)
        return;
    const std::vector<SentEntry> all = sent.entries();
    const std::vector<SentEntry> removed(all.begin() + first, all.begin() + last + 1);
    if (removed.size() == all.size())
        sent.clear();
    else
        sent.remove(first);
    m_undo->offer(sent.rowCount() == 0 ? tr("What was sent before is cleared.")
                                       : tr("Removed from what was sent before."),
        [this, removed] { m_desk.sent().putBack(removed); });
}

// One user is what was asked for; many are asked about first.
void PublishPage::sendAgain(int row)
{
    const SentEntry& entry = m_desk.sent().entry(row);
    if (const QString why = m_gate.blocked(HubPort::Ability::Publish); !why.isEmpty())
        return Q_EMIT lastAction(tr("not sent: %1").arg(why));
    if (modeOf(entry.request) == PublishMode::OneUser)
        return m_desk.sendAgain(row);
    Question::ask(this, tr("Send again"),
        tr("Send this again to %1?", "everyone, 3 users").arg(audienceText(entry.request)),
        tr("&Send"), Question::Choice::Costly, [this, key = entry.key] {
            const int now = m_desk.sent().rowOf(key);
            if (now >= 0 && m_gate.isOpen(HubPort::Ability::Publish))
                m_desk.sendAgain(now);
        });
}

void PublishPage::followId(const QString& id)
{
    if (id.isEmpty())
        Q_EMIT lastAction(tr("there is no notification to follow"));
    else
        Q_EMIT followRequested(id);
}

void PublishPage::showFileProblem()
{
    m_fileProblem->setText(m_desk.fileProblem());
    m_fileProblem->setVisible(!m_desk.fileProblem().isEmpty());
}

void PublishPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_desk.setSeen(true);
    updatePreview();
}

void PublishPage::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    m_desk.setSeen(false);
}

// In a narrow window the buttons stand beneath the modes.
void PublishPage::arrangeTools()
{
    const int both = m_modes->sizeHint().width() + m_templateButton->sizeHint().width()
        + m_curl->sizeHint().width() + 3 * m_toolLine->spacing();
    const bool fits = both <= width() - 2 * PageMargin;
    m_toolLine->setDirection(fits ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
}

void PublishPage::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    arrangeTools();
}

QSize PublishPage::minimumSizeHint() const
{
    const int least
        = std::max(m_modes->minimumSizeHint().width(), m_columns->minimumSizeHint().width());
    return {least + 2 * PageMargin, QWidget::minimumSizeHint().height()};
}

} // namespace fanlight
