// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "publish/publish_page.h"

#include "curl_line.h"
#include "format.h"
#include "publish/delivery_card.h"
#include "publish/placeholders.h"
#include "publish/publish_check.h"
#include "publish/publish_form.h"
#include "publish/sent_table.h"
#include "publish/template_dialog.h"
#include "publish/wire_preview.h"
#include "widgets/card.h"
#include "widgets/segmented.h"

#include <QClipboard>
#include <QDateTime>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QInputDialog>
#include <QLabel>
#include <QMenu>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QShortcut>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {

// One line of many kilobytes would make each key in the editor slow.
constexpr qsizetype MostPreviewBytes = 16 << 10;
constexpr qsizetype MostFollowed = 1000;
constexpr std::chrono::milliseconds RunTick{100};
constexpr qint64 BatchPatienceMs = 2000; // after the window: two samples, and some

const QString ColumnsKey = u"publish/columns"_s;
const QString RowsKey = u"publish/rows"_s;
const QString HeaderKey = u"publish/sent"_s;
const QString ModeKey = u"publish/mode"_s;
const QString RateKey = u"publish/repeat-rate"_s;
const QString CountKey = u"publish/repeat-count"_s;

constexpr std::array<int, SentModel::ColumnCount> SentWidths{112, 130, 76, 84, 80};
constexpr int PageMargin = 16;

QLabel* makeLabel(const QString& text, const char* look)
{
    auto* label = new QLabel(text);
    setLook(*label, look);
    return label;
}

QString actionText(const PublishRequest& request, quint64 recipients, double p99Ms)
{
    const QString reached = reachedText(request, recipients);
    if (recipients == 0)
        return reached;
    QString text = PublishPage::tr("%1: sent to %2", "recipients, how many clients")
                       .arg(audienceText(request), reached);
    if (request.kind == PublishKind::Fanout)
        text = PublishPage::tr("fan-out by author %1 to %2", "an id, how many clients")
                   .arg(request.authorId, reached);
    else if (request.kind == PublishKind::Named && request.broadcast)
        text = PublishPage::tr("broadcast to %1", "how many clients").arg(reached);
    return isKnown(p99Ms) ? PublishPage::tr("%1, p99 %2 ms", "what was sent, a latency")
                                .arg(text, format::milliseconds(p99Ms))
                          : text;
}

// All that decides whom a request reaches.
PublishRequest audienceOf(const PublishRequest& request)
{
    PublishRequest audience;
    audience.kind = request.kind;
    audience.authorId = request.authorId;
    audience.userIds = withValues(request, {}).userIds;
    audience.broadcast = request.broadcast;
    audience.type = effectiveType(request);
    return audience;
}

bool sameAudience(const PublishRequest& a, const PublishRequest& b)
{
    return a.kind == b.kind && a.authorId == b.authorId && a.userIds == b.userIds
        && a.broadcast == b.broadcast && a.type == b.type;
}

} // namespace

PublishPage::PublishPage(Hub& hub, Theme& theme, UiState& state)
    : PublishPage(hub, theme, state, Paths())
{
}

PublishPage::PublishPage(
    Hub& hub, Theme& theme, UiState& state, const Paths& paths, QWidget* parent)
    : QWidget(parent)
    , m_hub(hub)
    , m_theme(theme)
    , m_state(state)
    , m_keeper(m_sent, paths.sent)
    , m_templates(paths.templates)
    , m_reach([&hub](const PublishRequest& request,
                  const ReachWatch::Answer& answer) { hub.requestReach(request, answer); },
          {})
    , m_run([&hub](const PublishRequest& request, const RepeatRun::Answer& answer) {
        hub.publish(request, answer);
    })
    , m_modes(new Segmented({tr("Test broadcast"), tr("To one user"), tr("Several users"),
          tr("Fan-out"), tr("Selective"), tr("Batch")}))
    , m_templateButton(new QPushButton(tr("Templates")))
    , m_templateMenu(new QMenu(this))
    , m_curl(new QPushButton(tr("Copy as curl")))
    , m_columns(new QSplitter(Qt::Horizontal))
    , m_form(new PublishForm(theme))
    , m_delivery(new DeliveryCard(theme))
    , m_wire(new QPlainTextEdit)
    , m_table(new SentTable(theme))
    , m_fileProblem(makeLabel({}, "bad"))
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

    m_runTick.setInterval(RunTick);
    connect(&m_runTick, &QTimer::timeout, this, &PublishPage::showRun);
    connect(&m_run, &RepeatRun::answered, this,
        [this](const PublishResult& result) { m_runFollow.answered(result); });
    connect(&m_run, &RepeatRun::ended, this, &PublishPage::showRun);
    connect(&m_run, &RepeatRun::settled, this, &PublishPage::runSettled);
    connect(&m_reach, &ReachWatch::changed, this, [this] { m_form->setReach(m_reach.reach()); });
    connect(m_modes, &Segmented::changed, this, &PublishPage::setMode);
    connect(&m_hub, &Hub::statusChanged, this, &PublishPage::takeStatus);
    connect(&m_hub, &Hub::sampled, this, &PublishPage::takeSample);
    connect(&m_hub, &Hub::receiptChanged, this, &PublishPage::takeReceipt);
    connect(&m_keeper, &SentKeeper::problemChanged, this, &PublishPage::showFileProblem);
    connect(&m_templates, &TemplateStore::problemChanged, this, &PublishPage::showFileProblem);
    connect(&m_theme, &Theme::changed, this, &PublishPage::takeTheme);
    connectForm();
    makeShortcuts();
    takeTheme();
    showFileProblem();
    m_form->setRepeatPlan({m_state.value(RateKey, RepeatPlan().perSecond).toDouble(),
        m_state.value(CountKey, 0).toULongLong()});
    m_modes->setCurrent(m_state.value(ModeKey, 0).toInt());
    takeStatus(m_hub.status());
}

PublishPage::~PublishPage() = default;

QWidget* PublishPage::makeToolLine()
{
    m_modes->setAccessibleName(tr("Whom to send to"));
    m_templateButton->setMenu(m_templateMenu);
    connect(m_templateMenu, &QMenu::aboutToShow, this, &PublishPage::buildTemplateMenu);
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
    return tools;
}

void PublishPage::connectForm()
{
    connect(m_form, &PublishForm::changed, this, &PublishPage::formChanged);
    connect(m_form, &PublishForm::sendRequested, this, &PublishPage::send);
    connect(m_form, &PublishForm::stopRequested, this, &PublishPage::stopRepeating);
    connect(m_form, &PublishForm::audienceRequested, this, &PublishPage::audienceRequested);
    connect(m_form, &PublishForm::repeatRequested, this, [this] {
        const RepeatPlan plan = m_form->repeatPlan();
        m_state.setValue(RateKey, plan.perSecond);
        m_state.setValue(CountKey, plan.count);
        if (blockedReason().isEmpty())
            startRun(m_form->request(), SentAs::Repeat, plan);
    });
}

QWidget* PublishPage::makeWireAndSent()
{
    setLook(*m_wire, "code");
    m_wire->setReadOnly(true);
    m_wire->setPlaceholderText(tr("nothing: the payload is not valid JSON yet"));
    m_wire->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_wire->setTabChangesFocus(true);
    m_wire->setAccessibleName(tr("On the wire"));
    m_wire->setMinimumHeight(58);
    m_wire->setMaximumHeight(150);
    m_table->setModel(&m_sent);
    for (int i = 0; i < SentModel::ColumnCount; ++i)
        m_table->horizontalHeader()->resizeSection(i, SentWidths[std::size_t(i)]);
    m_table->horizontalHeader()->setSectionResizeMode(SentModel::Kind, QHeaderView::Stretch);
    m_fileProblem->setWordWrap(true);
    connect(m_table, &SentTable::sendAgain, this, &PublishPage::sendAgain);
    connect(m_table, &SentTable::loadIntoEditor, this, &PublishPage::loadIntoEditor);
    connect(m_table, &SentTable::copyAsCurl, this,
        [this](int row) { copyAsCurl(m_sent.entry(row).request); });
    connect(m_table, &SentTable::removeRequested, &m_sent, &SentModel::remove);
    connect(m_table, &SentTable::clearRequested, &m_sent, &SentModel::clear);

    auto* card = new Card(tr("On the wire"));
    card->titleLine()->insertWidget(1, makeLabel(tr("exactly what each client receives"), "hint"));
    card->body()->addWidget(m_wire, 1);
    auto* sentLine = new QHBoxLayout;
    sentLine->setContentsMargins(0, 8, 0, 0);
    sentLine->addWidget(makeLabel(tr("Sent before"), "title"));
    sentLine->addStretch();
    sentLine->addWidget(makeLabel(tr("double-click sends again"), "hint"));
    card->body()->addLayout(sentLine);
    card->body()->addWidget(m_fileProblem);
    card->body()->addWidget(m_table, 3);
    return card;
}

void PublishPage::makeShortcuts()
{
    for (const auto key : {Qt::Key_Return, Qt::Key_Enter}) {
        auto* shortcut = new QShortcut(QKeySequence(Qt::CTRL | key), this);
        shortcut->setAutoRepeat(false); // a key held down must not flood the clients
        connect(shortcut, &QShortcut::activated, this, &PublishPage::send);
    }
    auto* escape = new QShortcut(Qt::Key_Escape, this);
    escape->setContext(Qt::WidgetWithChildrenShortcut);
    connect(escape, &QShortcut::activated, this, &PublishPage::stopRepeating);
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
    loadTemplate({{}, modeOf(request), request, DefaultBatchCount});
}

void PublishPage::loadTemplate(const PublishTemplate& one)
{
    m_modes->setCurrent(int(one.mode));
    m_form->load(one.request, one.mode, one.batchCount);
}

void PublishPage::takeStatus(const HubStatus& status)
{
    if (status.state != HubState::Listening)
        m_run.stop(tr("the hub is not listening"));
    if (std::exchange(m_startedAtMs, status.startedAtMs) != status.startedAtMs) {
        m_followed.clear(); // nothing more is heard of them
        m_runFollow.forgetReceipts();
    }
    m_form->setHub(m_hub.options());
    m_reachRequest.reset(); // whom it reaches now is another question
    formChanged();
}

void PublishPage::takeSample(const MetricsSample& sample)
{
    if (std::exchange(m_connections, sample.connections) != sample.connections)
        m_reach.refreshSoon();
    if (!m_batch.active)
        return;
    m_batch.in += sample.batchedIn;
    m_batch.out += sample.batchedOut;
    const bool all = m_runFollow.deliveries() > 0 && m_batch.in >= m_runFollow.deliveries();
    if (m_batch.untilMs > 0 && (all || sample.timeMs >= m_batch.untilMs))
        showBatchOutcome();
}

void PublishPage::takeReceipt(const ReceiptSnapshot& receipt)
{
    if (m_runFollow.take(receipt)) {
        if (!m_runTick.isActive() && isVisible())
            m_runTick.start();
        return;
    }
    const auto followed = m_followed.find(receipt.number);
    if (receipt.number == 0 || followed == m_followed.end())
        return;
    const double p99Ms = receipt.total.ack.percentileMs(99);
    m_sent.update(followed->sentKey, 1, receipt.total.recipients, p99Ms);
    if (receipt.number == m_shownReceipt)
        m_delivery->showReceipt(receipt);
    if (!receipt.settled)
        return;
    if (receipt.number == m_shownReceipt)
        Q_EMIT lastAction(actionText(followed->request, receipt.total.recipients, p99Ms));
    m_followed.erase(followed);
}

QString PublishPage::blockedReason() const
{
    if (!m_hub.isListening())
        return tr("The hub is not listening: start it to send.");
    if (m_form->mode() == PublishMode::Batch && m_run.isRunning())
        return tr("Something is being sent again and again: stop it first.");
    return m_form->problem();
}

void PublishPage::formChanged()
{
    m_form->setBlocked(blockedReason());
    const QString problem = m_form->problem();
    m_curl->setEnabled(problem.isEmpty());
    m_curl->setToolTip(
        problem.isEmpty() ? tr("Copies a command that publishes the same.") : problem);
    watchReach();
    if (isVisible())
        updatePreview();
}

void PublishPage::watchReach()
{
    if (!m_form->hasValidPayload())
        return; // in the middle of being written
    const PublishRequest audience = audienceOf(m_form->request());
    const bool asks
        = m_hub.isListening() && publishProblem(audience, m_hub.options().dataLimit).isEmpty();
    if (asks && m_reachRequest && sameAudience(*m_reachRequest, audience))
        return;
    m_reachRequest = asks ? std::optional(audience) : std::nullopt;
    m_reach.setRequest(m_reachRequest);
}

void PublishPage::takeTheme()
{
    m_wire->setFont(m_theme.monospace());
    updatePreview();
}

void PublishPage::updatePreview()
{
    if (!m_form->hasValidPayload()) {
        m_wire->clear();
        return;
    }
    const PublishRequest request = withValues(m_form->request(), PlaceholderValues::next(1));
    const QByteArray event = ssePreview(request, m_form->hub().typeAs);
    const qsizetype left = event.size() - MostPreviewBytes;
    QString text
        = QString::fromUtf8(event.first(std::min(event.size(), MostPreviewBytes))).trimmed();
    if (left > 0)
        text += u"…\n"_s + tr("(%1 more not shown)", "bytes").arg(format::bytes(double(left)));
    m_wire->setPlainText(text);

    QList<QTextEdit::ExtraSelection> dimmed;
    if (request.id.isEmpty()) {
        QTextEdit::ExtraSelection placeholder;
        placeholder.cursor = m_wire->document()->find(unassignedId());
        placeholder.format.setForeground(m_theme.color(Theme::Role::Dim));
        dimmed.append(placeholder);
    }
    m_wire->setExtraSelections(dimmed);
}

void PublishPage::send()
{
    const QString reason = blockedReason();
    const PublishRequest request = m_form->request();
    if (!reason.isEmpty())
        Q_EMIT lastAction(tr("not sent: %1").arg(reason));
    else if (m_form->mode() == PublishMode::Batch)
        startRun(request, SentAs::Batch, {0, quint64(m_form->batchCount())});
    else
        publish(withValues(request, PlaceholderValues::next(1)), request);
}

void PublishPage::sendRequest(const PublishRequest& request)
{
    publish(request, request);
}

void PublishPage::sendAgain(int row)
{
    const SentEntry entry = m_sent.entry(row);
    if (entry.sentAs != SentAs::Batch)
        publish(withValues(entry.request, PlaceholderValues::next(1)), entry.request);
    else if (m_run.isRunning())
        Q_EMIT lastAction(tr("not sent: something is being sent again and again"));
    else
        startRun(
            entry.request, SentAs::Batch, {0, std::clamp<quint64>(entry.count, 1, MostBatchCount)});
}

void PublishPage::publish(const PublishRequest& request, const PublishRequest& asWritten)
{
    m_hub.publish(request, [page = QPointer(this), asWritten](const PublishResult& result) {
        if (page)
            page->showResult(asWritten, result);
    });
}

void PublishPage::showResult(const PublishRequest& request, const PublishResult& result)
{
    m_delivery->showResult(request, result);
    m_shownReceipt = result.receipt;
    if (!result.error.isEmpty()) {
        Q_EMIT lastAction(tr("not sent: %1").arg(result.error));
        return;
    }
    SentEntry entry;
    entry.timeMs = QDateTime::currentMSecsSinceEpoch();
    entry.request = request;
    entry.recipients = result.recipients;
    const quint64 key = m_sent.add(entry);
    if (result.receipt != 0 && m_followed.size() < MostFollowed)
        m_followed.insert(result.receipt, {request, key});
    Q_EMIT lastAction(actionText(request, result.recipients, Unknown));
}

void PublishPage::startRun(const PublishRequest& request, SentAs sentAs, const RepeatPlan& plan)
{
    m_runFollow.begin(request, sentAs);
    m_runKey = 0;
    m_shownReceipt = 0;
    m_batch = {};
    m_batch.active = sentAs == SentAs::Batch;
    m_runTick.start();
    m_run.start(request, plan);
    showRun();
}

void PublishPage::stopRepeating()
{
    m_run.stop();
}

void PublishPage::runSettled()
{
    showRun();
    if (m_batch.active) {
        m_batch.untilMs = QDateTime::currentMSecsSinceEpoch() + m_run.request().batch.windowMs
            + BatchPatienceMs;
        if (m_runFollow.deliveries() == 0)
            showBatchOutcome(); // nobody was there: no sample will tell more
    } else {
        if (!m_run.reason().isEmpty())
            m_delivery->showNote(m_run.text());
        Q_EMIT lastAction(tr("repeated: %1").arg(m_run.text()));
    }
}

void PublishPage::showBatchOutcome()
{
    m_batch.active = false;
    const QString text
        = batchText(m_run.taken(), m_runFollow.deliveries(), m_batch.in, m_batch.out);
    m_delivery->showNote(text);
    Q_EMIT lastAction(text);
}

// One row for the whole of it, and its latest delivery, as often as it can be read.
void PublishPage::showRun()
{
    const quint64 taken = m_run.taken();
    if (m_runKey == 0 && taken > 0) {
        SentEntry entry;
        entry.timeMs = QDateTime::currentMSecsSinceEpoch();
        entry.request = m_runFollow.request();
        entry.sentAs = m_runFollow.sentAs();
        entry.count = taken;
        m_runKey = m_sent.add(entry);
    }
    m_sent.update(m_runKey, taken, m_runFollow.recipients(), m_runFollow.p99Ms());
    const auto result = m_runFollow.takeLatestResult();
    const auto receipt = m_runFollow.takeLatestReceipt();
    if (isVisible() || !m_run.isRunning()) {
        if (result)
            m_delivery->showResult(m_runFollow.request(), *result);
        if (receipt)
            m_delivery->showReceipt(*receipt);
        if (m_run.isSettled() && taken == 0 && !m_run.reason().isEmpty())
            showRunFailure();
    }
    m_form->setRepeating(m_run.isRunning() ? m_run.text() : QString());
    m_form->setBlocked(blockedReason());
    if (!m_run.isRunning() && !result && !receipt)
        m_runTick.stop(); // a receipt that comes starts it again
}

void PublishPage::showRunFailure()
{
    PublishResult result;
    result.error = m_run.reason();
    m_delivery->showResult(m_runFollow.request(), result);
}

void PublishPage::copyAsCurl(const PublishRequest& request)
{
    const bool needsToken = !m_hub.options().publishToken.isEmpty();
    const PublishRequest filled = withValues(request, PlaceholderValues::next(1));
    QGuiApplication::clipboard()->setText(
        curlPublish(m_hub.status(), filled, needsToken, m_hub.options()));
    Q_EMIT lastAction(tr("curl command copied"));
}

void PublishPage::buildTemplateMenu()
{
    m_templateMenu->clear();
    const auto add = [this](const PublishTemplate& one) {
        QString text = one.name;
        text.replace(u'&', u"&&"_s);
        m_templateMenu->addAction(text, this, [this, one] {
            loadTemplate(one);
            Q_EMIT lastAction(tr("template “%1” loaded").arg(one.name));
        });
    };
    for (const PublishTemplate& one : m_templates.saved())
        add(one);
    if (!m_templates.saved().empty())
        m_templateMenu->addSeparator();
    for (const PublishTemplate& one : TemplateStore::builtIn())
        add(one);
    m_templateMenu->addSeparator();
    const QString problem = m_form->problem();
    QAction* save
        = m_templateMenu->addAction(tr("&Save as template…"), this, &PublishPage::askTemplateName);
    save->setEnabled(problem.isEmpty());
    save->setToolTip(problem);
    QAction* manage
        = m_templateMenu->addAction(tr("&Rename or delete…"), this, &PublishPage::manageTemplates);
    manage->setEnabled(!m_templates.saved().empty());
}

void PublishPage::askTemplateName()
{
    auto* ask = new QInputDialog(this);
    ask->setAttribute(Qt::WA_DeleteOnClose);
    ask->setWindowTitle(tr("Save as template"));
    ask->setLabelText(tr("Name"));
    ask->setTextValue(effectiveType(m_form->request()));
    connect(ask, &QInputDialog::textValueSelected, this, &PublishPage::saveTemplate);
    ask->open();
}

void PublishPage::saveTemplate(const QString& name)
{
    const PublishTemplate one{name, m_form->mode(), m_form->request(), m_form->batchCount()};
    if (!m_templates.contains(name.trimmed())) {
        const QString problem = m_templates.save(one);
        say(tr("Save as template"), problem);
        if (problem.isEmpty())
            Q_EMIT lastAction(tr("template “%1” saved").arg(name.trimmed()));
        return;
    }
    auto* question = new QMessageBox(QMessageBox::Question, tr("Save as template"),
        tr("Replace the template “%1”?").arg(name.trimmed()), QMessageBox::Cancel, this);
    question->setAttribute(Qt::WA_DeleteOnClose);
    QPushButton* yes = question->addButton(tr("Replace"), QMessageBox::AcceptRole);
    connect(yes, &QPushButton::clicked, this,
        [this, one] { say(tr("Save as template"), m_templates.save(one)); });
    question->open();
}

void PublishPage::manageTemplates()
{
    auto* dialog = new TemplateDialog(m_templates, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void PublishPage::say(const QString& title, const QString& problem)
{
    if (problem.isEmpty())
        return;
    auto* message = new QMessageBox(QMessageBox::Warning, title, problem, QMessageBox::Ok, this);
    message->setAttribute(Qt::WA_DeleteOnClose);
    message->open();
}

void PublishPage::loadIntoEditor(int row)
{
    const SentEntry& entry = m_sent.entry(row);
    const bool batch = entry.sentAs == SentAs::Batch;
    loadTemplate({{}, batch ? PublishMode::Batch : modeOf(entry.request), entry.request,
        int(std::clamp<quint64>(entry.count, 1, MostBatchCount))});
}

void PublishPage::showFileProblem()
{
    const QString problem
        = m_keeper.problem().isEmpty() ? m_templates.problem() : m_keeper.problem();
    m_fileProblem->setText(problem);
    m_fileProblem->setVisible(!problem.isEmpty());
}

void PublishPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_reach.setActive(true);
    updatePreview();
    if (m_run.isRunning())
        showRun();
}

void PublishPage::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    m_reach.setActive(false);
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
    const int least = std::max(m_modes->sizeHint().width(), m_columns->minimumSizeHint().width());
    return {least + 2 * PageMargin, QWidget::minimumSizeHint().height()};
}

} // namespace fanlight
