// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "settings/quantity.h"

#include <QAbstractSpinBox>

#include <functional>

namespace fanlight {

// A spin box for a Quantity, which shows its unit and steps through round values. What is typed and
// cannot be read stays as it is, for its owner to say what is wrong with it. The wheel turns it
// only while it has the focus, so that a page is scrolled without changing anything. Main thread.
class QuantitySpin : public QAbstractSpinBox {
    Q_OBJECT
public:
    // Whether an option takes this text: one steps no further than that.
    using Accepts = std::function<bool(const QString& optionText)>;

    explicit QuantitySpin(Quantity quantity, QWidget* parent = nullptr);

    void setAccepts(Accepts accepts) { m_accepts = std::move(accepts); }
    QString optionText() const; // what was typed, where it cannot be read
    void setOptionText(const QString& text); // tells nobody
    std::optional<qint64> value() const { return m_quantity.parse(text()); }
    void setInvalid(bool invalid); // how it looks

    void stepBy(int steps) override;
    QValidator::State validate(QString& text, int& position) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    void edited(); // by the user

protected:
    StepEnabled stepEnabled() const override;
    void wheelEvent(QWheelEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    // The value one step on; the same when it is the last.
    qint64 stepped(qint64 value, bool up) const;

    const Quantity m_quantity;
    Accepts m_accepts;
};

} // namespace fanlight
